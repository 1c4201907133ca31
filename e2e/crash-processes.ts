import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { findProcesses, type RunningProcess } from "./processes.ts";

export const victims = ["worker", "resolver", "web", "postgres"] as const;
export type Victim = (typeof victims)[number];

/** Signals one process of an installation (of PostgreSQL: its postmaster); waits for it if it is being started again. */
export async function signalProcess(dataDir: string, victim: Victim, signal: NodeJS.Signals): Promise<number> {
  let pid: number | null = null;
  await expect.poll(() => (pid = findPid(dataDir, victim)), { timeout: 15_000, intervals: [20] }).not.toBeNull();
  if (pid === null) throw new Error(`no process of ${victim}`);
  process.kill(pid, signal);
  return pid;
}

export function findPid(dataDir: string, victim: Victim): number | null {
  if (victim === "postgres") return findPostmaster(dataDir);
  const script = `apps/${victim}/src/main.ts`;
  return findProcesses(dataDir).find(({ command }) => command.includes(script))?.pid ?? null;
}

/** Its pid file may be that of a dead one. */
function findPostmaster(dataDir: string): number | null {
  const pid = Number(readPidFile(dataDir).split("\n")[0]);
  return findPostgres(dataDir).some((running) => running.pid === pid) ? pid : null;
}

/** Whether PostgreSQL takes connections, by its own word. */
export function isPostgresReady(dataDir: string): boolean {
  return findPostmaster(dataDir) !== null && readPidFile(dataDir).split("\n")[7]?.trim() === "ready";
}

/** The postmaster and all that it started. */
export function findPostgres(dataDir: string): RunningProcess[] {
  return findProcesses(dataDir).filter(({ command }) => /^\S*\/bin\/postgres |^postgres: /.test(command));
}

/** Everything at once: whoever is killed first must not get the time to stop the others. */
export function killEverything(dataDir: string): void {
  for (const { pid } of findProcesses(dataDir)) process.kill(pid, "SIGSTOP");
  for (const { pid } of findProcesses(dataDir)) process.kill(pid, "SIGKILL");
}

function readPidFile(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8");
  } catch {
    return "";
  }
}
