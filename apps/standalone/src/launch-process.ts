import { spawn } from "node:child_process";
import { type ChildMetrics, followProcess, type Run } from "@understudy/runtime";

export interface ProcessToLaunch {
  name: string;
  /** A script that runs on the Node that runs us, and tells us by IPC when it is up. */
  script: string;
  env: NodeJS.ProcessEnv;
  /** Something that the process wants the user to read. */
  onNotice: (text: string) => void;
  /** Asks it what it counts. */
  metrics: ChildMetrics;
}

/** A little more than the processes allow themselves. */
const stopTimeoutMs = 22_000;

/** kafkajs sets a timer in the past after each answer: that is one of 1 ms, and nothing to warn users of. */
const nodeFlags = ["--disable-warning=TimeoutNegativeWarning"];

/** Starts one of our processes; resolves when it says that it is up. */
export function launchProcess(
  { script, env, metrics, ...rest }: ProcessToLaunch,
  stopRequested: AbortSignal,
): Promise<Run> {
  // A process group of its own: Ctrl-C must reach the supervisor only, which knows the order.
  const child = spawn(process.execPath, [...nodeFlags, script], {
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  metrics.follow(rest.name, child);
  return followProcess({ ...rest, child, stopTimeoutMs }, stopRequested);
}
