import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeInstallationLock } from "./installation-lock.ts";

const pinnedNode = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));
const options = { url: "http://localhost:1234", now: new Date("2030-01-02T03:04:05Z") };
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "understudy-lock-"));
  file = join(folder, "understudy.lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("says who holds it: pid, since when and where", async () => {
  const lock = await takeInstallationLock(folder, options);
  await expect(takeInstallationLock(folder, options)).rejects.toThrow(
    `already running on ${folder}: pid ${process.pid}, since 2030-01-02T03:04:05.000Z, at http://localhost:1234`,
  );
  await lock.release();
  await (await takeInstallationLock(folder, options)).release();
});

it.each([
  ["a process that is gone", { pid: 2 ** 22 + 1, startedAt: "1" }],
  ["an earlier process with a pid that is in use again", { pid: process.pid, startedAt: "1" }],
])("is taken over from %s", async (_, holder) => {
  await writeFile(file, JSON.stringify({ ...holder, url: "http://old", since: "then" }));
  const lock = await takeInstallationLock(folder, options);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid, url: options.url });
  await lock.release();
});

it("is taken over from a file that nobody understands", async () => {
  await writeFile(file, "{");
  await (await takeInstallationLock(folder, options)).release();
  await expect(readFile(file, "utf8")).rejects.toThrow("ENOENT");
});

it("is taken by exactly one of five processes that find the same stale lock at once", async () => {
  await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1", url: "http://old", since: "then" }));
  const module = new URL("installation-lock.ts", import.meta.url).href;
  // All wait for the same moment, try, and hold what they got until their input ends.
  const program = `
    import { takeInstallationLock } from ${JSON.stringify(module)};
    process.stdout.write("waiting\\n");
    process.stdin.once("data", async () => {
      const result = await takeInstallationLock(${JSON.stringify(folder)}, { url: "http://x", now: new Date() }).then(() => "taken", () => "refused");
      process.stdout.write(result + "\\n");
    });`;
  const children = Array.from({ length: 5 }, () => {
    const child = spawn(pinnedNode, ["--input-type=module-typescript", "--eval", program]);
    child.stderr.pipe(process.stderr);
    return { child, lines: child.stdout.setEncoding("utf8")[Symbol.asyncIterator]() };
  });
  for (const { lines } of children) expect((await lines.next()).value).toBe("waiting\n");
  for (const { child } of children) child.stdin.write("go\n");
  const results = await Promise.all(children.map(async ({ lines }) => String((await lines.next()).value).trim()));
  for (const { child } of children) child.kill("SIGKILL");
  expect(results.sort()).toEqual(["refused", "refused", "refused", "refused", "taken"]);
});
