import type { Receiver } from "./receiver.ts";

/** What became of the callbacks of answered calls. */
export interface Fate {
  /** Answered calls whose callback never came. */
  lost: number;
  /** Deliveries that were given up. */
  failed: number;
}

const lookIntervalMs = 25;

/** Resolves when all these callbacks have arrived and are recorded, or after the time. */
export async function awaitRecorded(options: {
  origin: string;
  receiver: Receiver;
  references: readonly string[];
  timeoutMs: number;
}): Promise<Fate> {
  const { origin, receiver, references } = options;
  const deadline = performance.now() + options.timeoutMs;
  let missing = references;
  const countMissing = (): number => {
    missing = missing.filter((reference) => !receiver.arrivals.has(reference));
    return missing.length;
  };
  const isUnfinished = async (): Promise<boolean> =>
    countMissing() > 0 || (await hasAnyOf(origin, ["pending", "parked", "sending"]));
  while ((await isUnfinished()) && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, lookIntervalMs));
  }
  return { lost: countMissing(), failed: (await hasAny(origin, "failed")) ? 1 : 0 };
}

async function hasAnyOf(origin: string, states: readonly State[]): Promise<boolean> {
  for (const state of states) if (await hasAny(origin, state)) return true;
  return false;
}

type State = "pending" | "parked" | "sending" | "failed";

async function hasAny(origin: string, state: State): Promise<boolean> {
  const url = `${origin}/api/v1/deliveries?namespace=sandbox&limit=1&state=${state}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`deliveries can't be read: ${await response.text()}`);
  const { deliveries } = (await response.json()) as { deliveries: unknown[] };
  return deliveries.length > 0;
}
