import { rmSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "@understudy/runtime";
import { findProcess, listProcesses, runsInFolder } from "../linux-process.ts";
import { findText } from "../private-file.ts";
import { waitUntil } from "../wait-until.ts";

/** How long each step may take. */
const patienceMs = { fastStop: 10_000, immediateStop: 5_000, zombie: 10_000, backends: 10_000 };

/**
 * Ends the server that a killed start left on a data folder, and takes away its pid file where PostgreSQL itself would
 * not: it takes any living process with that pid for a server, a zombie and another program too.
 */
export async function endLeftoverServer(folder: string): Promise<void> {
  const pidFile = join(folder, "postmaster.pid");
  const text = await findText(pidFile);
  if (text === null) return;

  const pid = Number(text.split("\n")[0]);
  if (Number.isSafeInteger(pid) && pid > 1) await endPostmaster(pid, folder);

  // Backends live a moment longer than their postmaster.
  await waitUntil(() => processesIn(folder).certain.length === 0, patienceMs.backends);
  const { certain, possible } = processesIn(folder);
  if (certain.length > 0)
    throw new StartError(
      `processes of an earlier start still use ${folder} (pid ${certain.join(", ")}); end them and start again`,
    );
  if (possible.length === 0) rmSync(pidFile, { force: true });
}

async function endPostmaster(pid: number, folder: string): Promise<void> {
  const isGone = (): boolean => findProcess(pid) === null;
  const isEnded = (): boolean => findProcess(pid)?.isZombie ?? true;
  if (!isEnded() && runsInFolder(pid, folder) === true) {
    for (const [signal, waitMs] of [
      ["SIGINT", patienceMs.fastStop],
      ["SIGQUIT", patienceMs.immediateStop],
    ] as const) {
      send(pid, signal);
      if (await waitUntil(isEnded, waitMs)) break;
    }
  }
  if (findProcess(pid)?.isZombie === true) await waitUntil(isGone, patienceMs.zombie);
}

function processesIn(folder: string): { certain: number[]; possible: number[] } {
  const alive = listProcesses().filter((pid) => findProcess(pid)?.isZombie === false);
  const found = alive.map((pid) => ({ pid, isInside: runsInFolder(pid, folder) }));
  return {
    certain: found.filter(({ isInside }) => isInside === true).map(({ pid }) => pid),
    possible: found.filter(({ isInside }) => isInside === "unknown").map(({ pid }) => pid),
  };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in this moment.
  }
}
