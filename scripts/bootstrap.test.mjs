import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashFiles } from "./bootstrap-files.mjs";
import { installPackages } from "./bootstrap-install.mjs";
import { holdLock } from "./bootstrap-lock.mjs";
import { runStep } from "./bootstrap-step.mjs";

let root;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "understudy-bootstrap-"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** A project of one workspace and no dependencies, which npm installs without a network. */
async function makeProject() {
  const workspace = { name: "a", version: "1.0.0" };
  const manifest = { name: "tiny", version: "1.0.0", workspaces: ["packages/*"] };
  const packages = { "": manifest, "node_modules/a": { resolved: "packages/a", link: true }, "packages/a": workspace };
  await mkdir(join(root, "packages/a"), { recursive: true });
  await writeFile(join(root, "packages/a/package.json"), JSON.stringify(workspace));
  await writeFile(join(root, "package.json"), JSON.stringify(manifest));
  await writeFile(
    join(root, "package-lock.json"),
    JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }),
  );
}

/** Changes with every run of npm ci. */
async function installedAt() {
  return (await stat(join(root, "node_modules/.package-lock.json"))).mtimeMs;
}

describe("packages", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    await makeProject();
    await installPackages({ root, lock: {} });
  });

  it("are installed, and not again when nothing changed", async () => {
    expect(existsSync(join(root, "node_modules/a/package.json"))).toBe(true);
    const first = await installedAt();
    await installPackages({ root, lock: {} });
    expect(await installedAt()).toBe(first);
  });

  it("are not installed again when somebody else installed the same", async () => {
    const first = await installedAt();
    await rm(join(root, "node_modules/.understudy-installed"));
    await installPackages({ root, lock: {} });
    expect(await installedAt()).toBe(first);
  });

  it("are installed again when one is gone", async () => {
    await rm(join(root, "node_modules/a"));
    await installPackages({ root, lock: {} });
    expect(existsSync(join(root, "node_modules/a/package.json"))).toBe(true);
  });

  it("are installed again when an installation was interrupted", async () => {
    await rm(join(root, "node_modules/.package-lock.json"));
    await installPackages({ root, lock: {} });
    expect(existsSync(join(root, "node_modules/.package-lock.json"))).toBe(true);
  });

  it("that package.json names and the lock file does not are a clear error", async () => {
    const manifest = { name: "tiny", version: "1.0.0", workspaces: ["packages/*"], dependencies: { b: "1.0.0" } };
    await writeFile(join(root, "package.json"), JSON.stringify(manifest));
    await expect(installPackages({ root, lock: {} })).rejects.toThrow("package.json and package-lock.json don't agree");
  });
});

describe("a step", () => {
  const step = { title: "trying", command: "/bin/sh", lock: {}, cwd: "/" };

  it("that fails is explained, with the exit code of an error", async () => {
    const failing = { ...step, args: ["-c", "echo ENOSPC; exit 3"], explain: (output) => `it said ${output.trim()}` };
    await expect(runStep(failing)).rejects.toThrow("trying failed: it said ENOSPC");
  });

  it("whose program is missing says so", async () => {
    await expect(runStep({ ...step, command: "/no/such/program", args: [] })).rejects.toThrow("ENOENT");
  });
});

describe("the lock", () => {
  it("lets one in at a time", async () => {
    const first = await holdLock(root);
    let isIn = false;
    const second = holdLock(root).then((lock) => {
      isIn = true;
      return lock;
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(isIn).toBe(false);
    first.release();
    (await second).release();
  });

  it("is held by the program that we run for as long as that lives", async () => {
    const first = await holdLock(root);
    const step = runStep({ title: "holding", command: "/bin/sh", args: ["-c", "sleep 1"], lock: first, cwd: "/" });
    first.release();
    const startedAt = Date.now();
    (await holdLock(root)).release();
    expect(Date.now() - startedAt).toBeGreaterThan(500);
    await step;
  });
});

it("a hash changes with contents, names and missing files", async () => {
  await writeFile(join(root, "one"), "x");
  const hashes = [hashFiles(root, ["one"]), hashFiles(root, ["two"]), hashFiles(root, ["one"], "more")];
  await writeFile(join(root, "one"), "y");
  hashes.push(hashFiles(root, ["one"]));
  expect(new Set(hashes).size).toBe(4);
});
