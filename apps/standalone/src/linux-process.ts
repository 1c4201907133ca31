import { readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";

/** What the kernel says of a process. `startedAt` (clock ticks since boot) tells two processes with the same pid apart. */
export interface ProcessStatus {
  isZombie: boolean;
  startedAt: string;
}

/** The status of a process, or null if there is none with this pid. */
export function findProcess(pid: number): ProcessStatus | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === null) return null;
  // The second field is the command in parentheses and may hold anything, so fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { isZombie: fields[0] === "Z" || fields[0] === "X", startedAt: fields[19] ?? "" };
}

/** Pids of all processes that we can see. */
export function listProcesses(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/**
 * Whether a process runs in a folder (it is its working folder). `unknown` where we may not look:
 * root in a container without the right to trace can't see into processes of other users.
 */
export function runsInFolder(pid: number, folder: string): boolean | "unknown" {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch (error) {
    if (!isDenied(error)) return false;
  }
  const command = readOrNull(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? "";
  if (command.split("\0").includes(folder)) return true;
  const owner = readOrNull(() => statSync(`/proc/${pid}`).uid);
  return owner !== null && owner === readOrNull(() => statSync(folder).uid) ? "unknown" : false;
}

function readOrNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM");
}
