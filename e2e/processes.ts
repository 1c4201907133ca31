import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of an installation that still runs. */
export interface RunningProcess {
  pid: number;
  command: string;
}

/**
 * Processes that have to do with a DATA_DIR (or with a copy of the project): it is in their environment or their command
 * line, or they run in it.
 * Zombies are dead: their parent just did not look yet.
 */
export function findProcesses(dataDir: string): RunningProcess[] {
  return listPids()
    .filter((pid) => pid !== process.pid && isOf(pid, dataDir))
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() }));
}

/** The only process of an installation whose command line has this text. */
export function getProcess(dataDir: string, text: string): RunningProcess {
  const found = findProcesses(dataDir).filter(({ command }) => command.includes(text));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} processes with ${text}`);
  return found[0];
}

function listPids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function isOf(pid: number, dataDir: string): boolean {
  if (/\) Z /.test(read(`/proc/${pid}/stat`))) return false;
  const environment = read(`/proc/${pid}/environ`).split("\0");
  return (
    environment.includes(`DATA_DIR=${dataDir}`) ||
    read(`/proc/${pid}/cmdline`).includes(dataDir) ||
    `${workingFolderOf(pid)}/`.startsWith(`${dataDir}/`)
  );
}

function workingFolderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

/** It may end at any moment, and then says nothing any more. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
