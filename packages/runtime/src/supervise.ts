import { setTimeout as sleep } from "node:timers/promises";

/** It ended before it was up, for no reason that it foresaw: another try may go well, the first one included. */
export class EndedEarly extends Error {
  override name = "EndedEarly";
}

/** Something that runs until it ends by itself or is stopped. */
export interface Run {
  /** Resolves when it has ended, with a word on how. Never rejects. */
  exited: Promise<string>;
  stop: () => Promise<void>;
}

export interface SuperviseOptions {
  name: string;
  /**
   * Starts it once; resolves when it is up, rejects when it ended before. Ends early when the signal comes.
   * Before it was ever up every error but EndedEarly is final; later everything is tried again.
   */
  launch: (stopRequested: AbortSignal) => Promise<Run>;
  /** Tells the user what happened, in one line. */
  tell: (text: string) => void;
  backOff?: BackOff;
}

export interface BackOff {
  firstMs: number;
  maxMs: number;
  /** One that was up for this long starts with the first delay again. */
  resetAfterMs: number;
}

export interface Supervised {
  /** Resolves when it is up for the first time; rejects if it can't be, or was stopped before. */
  started: Promise<void>;
  stop: () => Promise<void>;
}

const defaultBackOff: BackOff = { firstMs: 250, maxMs: 5_000, resetAfterMs: 10_000 };

/** Keeps something running: what ends is started again, after a delay that doubles up to a bound, and never given up. */
export function supervise(options: SuperviseOptions): Supervised {
  const stopRequest = new AbortController();
  const first = Promise.withResolvers<void>();
  // Who waits for `started` sees the rejection; nobody has to.
  first.promise.catch(() => undefined);
  const ended = keepRunning(options, stopRequest.signal, first);
  return {
    started: first.promise,
    stop: () => {
      stopRequest.abort();
      return ended;
    },
  };
}

async function keepRunning(
  { name, launch, tell, backOff = defaultBackOff }: SuperviseOptions,
  stopRequested: AbortSignal,
  first: PromiseWithResolvers<void>,
): Promise<void> {
  const stopped = new Promise<"stop">((resolve) => stopRequested.addEventListener("abort", () => resolve("stop")));
  let delayMs = backOff.firstMs;
  let wasUp = false;
  while (!stopRequested.aborted) {
    const startedAt = performance.now();
    const run = await launch(stopRequested).catch(asError);
    if (run instanceof Error && !(run instanceof EndedEarly) && !wasUp) return first.reject(run);
    if (!(run instanceof Error)) {
      wasUp = true;
      first.resolve();
    }
    const end = run instanceof Error ? run.message : await Promise.race([run.exited, stopped]);
    if (stopRequested.aborted) {
      if (!(run instanceof Error)) await run.stop();
      break;
    }
    if (performance.now() - startedAt > backOff.resetAfterMs) delayMs = backOff.firstMs;
    tell(`${name} ended (${end}); it is started again in ${delayMs} ms`);
    await sleep(delayMs, undefined, { signal: stopRequested }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, backOff.maxMs);
  }
  first.reject(new EndedEarly(`${name} was stopped before it was up`));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
