import type { ChildProcess } from "node:child_process";
import { type ProcessMessage, StartError } from "./run-process.ts";
import { EndedEarly, type Run } from "./supervise.ts";

export interface ProcessToFollow {
  name: string;
  /** Was just started, and tells us by IPC when it is up. */
  child: ChildProcess;
  /** Something that the process wants the user to read. */
  onNotice: (text: string) => void;
  /** How long it may take to stop; then it is killed. */
  stopTimeoutMs: number;
}

/** Resolves when a process says that it is up. Exit code 1 before that is a reason that it foresaw, and has told. */
export async function followProcess(followed: ProcessToFollow, stopRequested: AbortSignal): Promise<Run> {
  const { name, child } = followed;
  const ready = Promise.withResolvers<"ready">();
  child.on("message", (message) => {
    if (!isProcessMessage(message)) return;
    if (message.kind === "ready") ready.resolve("ready");
    else followed.onNotice(message.text);
  });
  const exited = waitForExit(child);
  const run: Run = { exited, stop: () => stop(followed, exited) };

  const stopEarly = (): void => void run.stop();
  stopRequested.addEventListener("abort", stopEarly);
  const first = await Promise.race([ready.promise, exited]);
  stopRequested.removeEventListener("abort", stopEarly);
  if (first === "ready") return run;
  throw child.exitCode === 1 ? new StartError(`${name} could not start, see above`) : new EndedEarly(first);
}

/** When the process ends, what it left of its group goes too. */
function waitForExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      killGroup(child);
      resolve(signal ?? `exit code ${code}`);
    });
  });
}

async function stop({ child, stopTimeoutMs }: ProcessToFollow, exited: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    killGroup(child);
  }, stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}

/** The group that it leads, if it leads one. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

function isProcessMessage(message: unknown): message is ProcessMessage {
  if (typeof message !== "object" || message === null || !("kind" in message)) return false;
  return (
    message.kind === "ready" || (message.kind === "notice" && "text" in message && typeof message.text === "string")
  );
}
