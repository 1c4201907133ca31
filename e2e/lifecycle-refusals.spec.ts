import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectNoProcess, newInstallation, type Installation } from "./lifecycle-installation.ts";
import { findFreePort, spawnProduct, startProduct } from "./product.ts";

let installation: Installation;

test.beforeEach(async () => {
  installation = await newInstallation();
});

test.afterEach(async () => {
  await expectNoProcess(installation.dataDir);
  await rm(installation.folder, { recursive: true, force: true });
});

/** Starts the product, which must refuse: not exit code 0, and these lines (all that it says itself). */
async function expectRefusal(
  env: Readonly<Record<string, string>>,
  lines: readonly (string | RegExp)[],
): Promise<void> {
  const product = await spawnProduct({ env: { ...installation.env, ...env } });
  expect(await product.exited, product.output()).toBe(1);
  const said = product
    .output()
    .split("\n")
    .filter((line) => /^(understudy|web|resolver|worker): /.test(line));
  expect(said).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(said[index]).toMatch(line);
}

test("a second start on the same DATA_DIR says who holds it", async () => {
  const product = await startProduct({ env: installation.env });
  const port = String(await findFreePort());
  await expectRefusal({ PORT: port }, [
    new RegExp(`^understudy: already running on ${installation.dataDir}: pid \\d+, since \\S+, at ${product.url}$`),
  ]);
  expect(await product.stop()).toBe(0);
});

test("a taken port is named, with how to choose another, before anything is started", async () => {
  const server = createServer().listen(Number(installation.env["PORT"]), "127.0.0.1");
  await expectRefusal({}, [/^understudy: port \d+ is taken on 127\.0\.0\.1; choose another with PORT/]);
  server.close();
});

test("a DATA_DIR that can't be written is named", async () => {
  // No right helps against a file in the way, so that this holds for root too.
  await writeFile(join(installation.folder, "file"), "");
  const dataDir = join(installation.folder, "file/data");
  await expectRefusal({ DATA_DIR: dataDir }, [/^understudy: DATA_DIR \S+file\/data can't be written \(ENOTDIR/]);
  if (process.getuid?.() === 0) return;
  const closed = join(installation.folder, "closed");
  await mkdir(closed);
  await chmod(closed, 0o500);
  await expectRefusal({ DATA_DIR: closed }, [/^understudy: DATA_DIR \S+closed can't be written \(EACCES/]);
});

test("a database that can't be reached is named, without its password", async () => {
  const port = await findFreePort();
  const env = { DATABASE_URL: `postgresql://user:geheim@127.0.0.1:${port}/understudy`, SECRET_KEY: "ab".repeat(32) };
  await expectRefusal(env, [new RegExp(`^understudy: (?!.*geheim).*127\\.0\\.0\\.1:${port}.*reached`)]);
});

test("all wrong settings are listed at once", async () => {
  await expectRefusal({ PORT: "many", LOG_LEVEL: "loud", SECRET_KEY: "short", AUTH_MODE: "none" }, [
    /^understudy: PORT: must be a number/,
    /^understudy: AUTH_MODE: must be local or full/,
    /^understudy: SECRET_KEY: must be 32 bytes/,
    /^understudy: LOG_LEVEL: must be error, warn, info or debug/,
  ]);
});

test("settings that don't fit together are refused", async () => {
  await expectRefusal({ DATABASE_URL: "postgresql://127.0.0.1:1/x", AUTH_MODE: "local" }, [
    /^understudy: SECRET_KEY: is required when DATABASE_URL is set/,
    /^understudy: AUTH_MODE: local is for the embedded database/,
  ]);
});

test("another SECRET_KEY than the installation was made with is refused", async () => {
  const product = await startProduct({ env: installation.env });
  expect(await product.stop()).toBe(0);
  await expectRefusal({ SECRET_KEY: "cd".repeat(32) }, [/^understudy: .*SECRET_KEY/]);
  const again = await startProduct({ env: installation.env });
  expect(await again.stop()).toBe(0);
});
