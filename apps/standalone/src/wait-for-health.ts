import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "@understudy/runtime";

export interface HealthOptions {
  port: number;
  /** What the public port listens on. */
  address: string;
  stopRequested: AbortSignal;
}

const timeoutMs = 60_000;
const requestTimeoutMs = 2_000;

/** Asks the public port until it answers, through everything that a user's request goes through. */
export async function waitForHealth({ port, address, stopRequested }: HealthOptions): Promise<void> {
  const url = `http://${reachable(address)}:${port}/health/live`;
  const deadline = performance.now() + timeoutMs;
  while (!(await isHealthy(url))) {
    if (stopRequested.aborted) throw new StartError("stopped before it was ready");
    if (performance.now() > deadline) throw new StartError(`${url} does not answer with 200`);
    await sleep(50);
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

function reachable(address: string): string {
  if (address === "localhost" || address === "0.0.0.0" || address === "::") return "127.0.0.1";
  return address.includes(":") ? `[${address}]` : address;
}
