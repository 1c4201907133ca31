import { spawnSync } from "node:child_process";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@understudy/runtime";
import { findText } from "../private-file.ts";
import { databaseName, postgresEnv, userName, type Cluster } from "./cluster.ts";

/**
 * Makes the database cluster if there is none. It is made in a sibling folder that gets its name when it is complete,
 * so that an interrupted start leaves nothing half done.
 */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  const version = (await findText(join(cluster.folder, "PG_VERSION")))?.trim();
  if (version === cluster.binaries.majorVersion) return;
  if (version !== undefined) {
    throw new StartError(
      `${cluster.folder} holds a database of PostgreSQL ${version}, this version brings ${cluster.binaries.majorVersion}: ` +
        `nothing was changed; set DATABASE_URL to a PostgreSQL ${version} server that runs on it, or choose another DATA_DIR`,
    );
  }

  const draft = `${cluster.folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveTo(cluster, draft);
  await runInitdb(cluster, draft);
  runSingleUser(cluster, draft, `CREATE DATABASE ${databaseName};`);
  await rename(draft, cluster.folder);
}

/** Sets the password that is in DATA_DIR, for when that file was lost and made anew. The server must not be running. */
export function setPassword(cluster: Cluster): void {
  runSingleUser(cluster, cluster.folder, `ALTER ROLE ${userName} PASSWORD '${cluster.password}';`);
}

async function runInitdb(cluster: Cluster, draft: string): Promise<void> {
  const passwordFile = `${draft}.password`;
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, cluster.password, { mode: 0o600, flag: "wx" });
  try {
    await giveTo(cluster, passwordFile);
    const options = [
      "--encoding=UTF8",
      "--locale=C",
      "--auth=scram-sha-256",
      `--username=${userName}`,
      `--pwfile=${passwordFile}`,
    ];
    runProgram(cluster, { program: "initdb", args: [...options, `--pgdata=${draft}`], input: "" });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** One statement without a server: needs no password and no port. */
function runSingleUser(cluster: Cluster, folder: string, statement: string): void {
  const args = ["--single", "-D", folder, "postgres"];
  runProgram(cluster, { program: "postgres", args, input: `${statement}\n` });
}

interface ProgramRun {
  program: "initdb" | "postgres";
  args: string[];
  /** For its standard input. */
  input: string;
}

function runProgram(cluster: Cluster, { program, args, input }: ProgramRun): void {
  const run = spawnSync(join(cluster.binaries.folder, "bin", program), args, {
    ...cluster.account.ids,
    cwd: "/",
    env: postgresEnv,
    input,
    encoding: "utf8",
    timeout: 120_000,
  });
  // In single-user mode a statement that fails is told on standard error only.
  if (run.status === 0 && !/\b(ERROR|FATAL|PANIC):/.test(run.stderr)) return;
  const reason = run.error?.message ?? lastLine(run.stderr);
  throw new StartError(`the database can't be made in ${cluster.folder} (${program}): ${reason}${hintFor(reason)}`);
}

/** A container that runs as an arbitrary uid, for instance. */
function hintFor(reason: string): string {
  if (!reason.includes("could not look up effective user ID")) return "";
  return "; PostgreSQL needs an entry for it in /etc/passwd (or set DATABASE_URL to use a server of your own)";
}

function lastLine(text: string | null): string {
  const lines = (text ?? "").trim().split("\n");
  return lines.findLast((line) => /error|FATAL|PANIC/i.test(line)) ?? lines.at(-1) ?? "";
}

async function giveTo(cluster: Cluster, path: string): Promise<void> {
  const { ids } = cluster.account;
  if (ids !== null) await chown(path, ids.uid, ids.gid);
}
