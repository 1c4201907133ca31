import { rename, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@understudy/runtime";
import { findProcess } from "./linux-process.ts";
import { withKernelMutex } from "./kernel-mutex.ts";
import { findText } from "./private-file.ts";

/** Who runs an installation. */
interface Holder {
  pid: number;
  /** Tells the holder from a later process with the same pid. */
  startedAt: string;
  url: string;
  /** ISO 8601. */
  since: string;
}

export interface InstallationLock {
  release: () => Promise<void>;
}

const mutexWaitMs = 10_000;

/** Takes the lock of a DATA_DIR, or throws a StartError that says who holds it. One that a dead process left is taken over. */
export async function takeInstallationLock(
  dataDir: string,
  options: { url: string; now: Date },
): Promise<InstallationLock> {
  const file = join(dataDir, "understudy.lock");
  const { dev, ino } = await stat(dataDir);
  // Looking at the file and writing it must be one step, or two starts could both take over the same stale lock.
  const lock = await withKernelMutex(`lock-${dev}-${ino}`, mutexWaitMs, () => takeOrRefuse(file, dataDir, options));
  if (lock === null)
    throw new StartError(`${dataDir} is being locked by another start that does not go on; end it first`);
  return lock;
}

async function takeOrRefuse(
  file: string,
  dataDir: string,
  { url, now }: { url: string; now: Date },
): Promise<InstallationLock> {
  const holder = parseHolder(await findText(file));
  if (holder !== null && isAlive(holder)) {
    throw new StartError(`already running on ${dataDir}: pid ${holder.pid}, since ${holder.since}, at ${holder.url}`);
  }
  const own: Holder = {
    pid: process.pid,
    startedAt: findProcess(process.pid)?.startedAt ?? "",
    url,
    since: now.toISOString(),
  };
  await writeFile(`${file}.new`, `${JSON.stringify(own)}\n`, { mode: 0o644 });
  await rename(`${file}.new`, file);
  return { release: () => release(file) };
}

/** Nobody takes a lock from a living process, so the file is ours unless somebody removed it by hand. */
async function release(file: string): Promise<void> {
  if (parseHolder(await findText(file))?.pid === process.pid) await unlink(file);
}

function isAlive(holder: Holder): boolean {
  const found = findProcess(holder.pid);
  return found !== null && !found.isZombie && found.startedAt === holder.startedAt;
}

/** A file that says nothing we understand was not written by us (ours appear whole) and holds nobody. */
function parseHolder(text: string | null): Holder | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== "object" || value === null) return false;
  const holder: Partial<Record<keyof Holder, unknown>> = value;
  return (
    Number.isSafeInteger(holder.pid) &&
    [holder.startedAt, holder.url, holder.since].every((field) => typeof field === "string")
  );
}
