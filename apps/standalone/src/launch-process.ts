import { spawn, type ChildProcess } from "node:child_process";
import { StartError, type ProcessMessage } from "@understudy/runtime";
import { EndedEarly, type Run } from "./supervise.ts";
import { waitUntil } from "./wait-until.ts";

export interface ProcessToLaunch {
  name: string;
  /** A script that runs on the Node that runs us, and tells us by IPC when it is up. */
  script: string;
  env: NodeJS.ProcessEnv;
  /** Something that the process wants the user to read. */
  onNotice: (text: string) => void;
}

/** A little more than the processes allow themselves. */
const stopTimeoutMs = 22_000;

/** kafkajs sets a timer in the past after each answer: that is one of 1 ms, and nothing to warn users of. */
const nodeFlags = ["--disable-warning=TimeoutNegativeWarning"];

/** Starts one of our processes; resolves when it says that it is up. Exit code 1 before that is a reason that it foresaw. */
export async function launchProcess(process_: ProcessToLaunch, stopRequested: AbortSignal): Promise<Run> {
  // A process group of its own: Ctrl-C must reach the supervisor only, which knows the order.
  const child = spawn(process.execPath, [...nodeFlags, process_.script], {
    env: process_.env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ready = Promise.withResolvers<"ready">();
  child.on("message", (message) => {
    if (!isProcessMessage(message)) return;
    if (message.kind === "ready") ready.resolve("ready");
    else process_.onNotice(message.text);
  });
  const exited = waitForExit(child);
  const run: Run = { exited, stop: () => stop(child) };

  const stopEarly = (): void => void run.stop();
  stopRequested.addEventListener("abort", stopEarly);
  const first = await Promise.race([ready.promise, exited]);
  stopRequested.removeEventListener("abort", stopEarly);
  if (first === "ready") return run;
  throw child.exitCode === 1 ? new StartError(`${process_.name} could not start, see above`) : new EndedEarly(first);
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

async function stop(child: ChildProcess): Promise<void> {
  const hasEnded = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  if (hasEnded()) return;
  child.kill("SIGTERM");
  if (await waitUntil(hasEnded, stopTimeoutMs)) return;
  killGroup(child);
  await waitUntil(hasEnded, 5_000);
}

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
