import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listTrackedFiles } from "./tracked-files.mjs";

const generatedClient = "packages/database/src/generated";

/**
 * Copies what git knows or would take in, and the generated client, to a temporary folder that is a repository of its own.
 * Installed packages are linked, except for our own workspaces: these have to lead into the copy.
 */
export async function copyTree(root) {
  const copy = await mkdtemp(join(tmpdir(), "understudy-check-"));
  for (const file of listTrackedFiles(root)) await cp(join(root, file), join(copy, file));
  await cp(join(root, generatedClient), join(copy, generatedClient), { recursive: true });
  await linkPackages({ root, copy });
  execFileSync("git", ["init", "--quiet"], { cwd: copy });
  return {
    path: copy,
    plant: (file, change) => plant(join(copy, file), change),
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}

async function linkPackages({ root, copy }) {
  for (const folder of ["", ...(await listWorkspaces(root))]) {
    const installed = join(root, folder, "node_modules");
    const names = await readdir(installed).catch(() => []);
    if (names.length > 0) await mkdir(join(copy, folder, "node_modules"));
    for (const name of names.filter((entry) => entry === ".bin" || !/^(\.|@understudy$)/.test(entry))) {
      await symlink(join(installed, name), join(copy, folder, "node_modules", name));
    }
  }
  // npm's links are relative, so a copy of them leads into the copy. The files say what is installed: without, it would be again.
  for (const name of ["@understudy", ".package-lock.json", ".understudy-installed"]) {
    const entry = join("node_modules", name);
    await cp(join(root, entry), join(copy, entry), { recursive: true, verbatimSymlinks: true });
  }
}

async function listWorkspaces(root) {
  const groups = await Promise.all(
    ["packages", "apps"].map(async (group) => (await readdir(join(root, group))).map((name) => `${group}/${name}`)),
  );
  return groups.flat();
}

/** Writes what `change` makes of a file's text (undefined if there is none), and returns what undoes it. */
async function plant(file, change) {
  const before = await readFile(file, "utf8").catch(() => undefined);
  const madeFolder = await mkdir(dirname(file), { recursive: true });
  await writeFile(file, change(before));
  if (before !== undefined) return () => writeFile(file, before);
  return () => rm(madeFolder ?? file, { recursive: true });
}
