import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { createHello, expectNoProcess, readHello } from "./lifecycle-installation.ts";
import { findFreePort, projectRoot, startProduct, type ProductOptions } from "./product.ts";

const installAndBuildMs = 15 * 60_000;

let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "understudy-clone-"));
  await chmod(folder, 0o755);
});

// It holds more than a gigabyte.
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a fresh clone starts for an ordinary user with nothing but npm start, and soon the second time", async () => {
  test.setTimeout(2 * installAndBuildMs);
  const root = join(folder, "understudy");
  await copyTrackedFiles(root);
  const options: ProductOptions = {
    root,
    readyTimeoutMs: installAndBuildMs,
    user: await makeUser(),
    // An empty setting counts as absent: data goes to the project's own folder.
    env: { PORT: String(await findFreePort()), DATA_DIR: "" },
  };

  const first = await startProduct(options);
  process.stdout.write(`fresh clone: ready in ${(first.msToReady / 1_000).toFixed(0)} s\n`);
  expect(first.admin?.login).toBe("admin");
  expect(await createHello(first)).toBe(true);
  expect(await readHello(first)).toBe("Hello from Understudy");
  expect(existsSync(join(root, ".data/secret.key"))).toBe(true);
  expect(await first.stop()).toBe(0);
  await expectNoProcess(root);

  const second = await startProduct(options);
  process.stdout.write(`fresh clone: second start ready in ${(second.msToReady / 1_000).toFixed(1)} s\n`);
  // The promise is 10 s on a machine that does nothing else; this one may be busy.
  expect(second.msToReady).toBeLessThan(50_000);
  expect(second.output()).not.toMatch(/installing|generating|building|first admin/);
  expect(await readHello(second)).toBe("Hello from Understudy");
  expect(await second.stop()).toBe(0);
  await expectNoProcess(root);
});

/** What a clone of the next commit would hold. */
async function copyTrackedFiles(target: string): Promise<void> {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: projectRoot,
  });
  for (const path of list.toString("utf8").split("\0").filter(Boolean)) {
    // Removed, and not yet committed.
    if (!existsSync(join(projectRoot, path))) continue;
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(projectRoot, path), join(target, path));
  }
}

/** Whoever runs the tests, or, for root, the system user that owns nothing; with an empty home folder. */
async function makeUser(): Promise<{ uid: number; gid: number; home: string }> {
  const home = join(folder, "home");
  await mkdir(home);
  const isRoot = process.getuid?.() === 0;
  const ids = isRoot ? { uid: 65_534, gid: 65_534 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (isRoot) execFileSync("chown", ["-R", `${ids.uid}:${ids.gid}`, folder]);
  return { ...ids, home };
}
