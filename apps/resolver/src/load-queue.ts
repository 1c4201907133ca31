import { setTimeout as sleep } from "node:timers/promises";

/** Loads namespaces a few at a time, those that somebody waits for first. */
export interface LoadQueue {
  add: (names: readonly string[]) => void;
  /** Somebody waits for this one. */
  hurry: (name: string) => void;
  /** Resolves when nothing is left to load for the first time. */
  empty: Promise<void>;
  close: () => void;
}

export interface LoadQueueOptions {
  atOnceMax: number;
  load: (name: string) => Promise<void>;
  /** Told of each failure; the namespace is tried again. */
  onError: (name: string, error: unknown) => void;
}

const retryDelayMs = 500;

export function createLoadQueue({ atOnceMax, load, onError }: LoadQueueOptions): LoadQueue {
  const queued = new Set<string>();
  const urgent = new Set<string>();
  /** What is added again while it runs is loaded once more. */
  const running = new Set<string>();
  const empty = Promise.withResolvers<void>();
  let isClosed = false;

  const takeNext = (): string | undefined => {
    const name = findFree(urgent, running) ?? findFree(queued, running);
    if (name === undefined) return undefined;
    urgent.delete(name);
    queued.delete(name);
    return name;
  };

  const run = async (name: string): Promise<void> => {
    try {
      await load(name);
    } catch (error) {
      queued.add(name);
      if (!isClosed) {
        onError(name, error);
        await sleep(retryDelayMs);
      }
    }
    running.delete(name);
    startNext();
  };

  const startNext = (): void => {
    while (!isClosed && running.size < atOnceMax) {
      const name = takeNext();
      if (name === undefined) break;
      running.add(name);
      void run(name);
    }
    if (running.size === 0 && queued.size === 0) empty.resolve();
  };

  return {
    add(names) {
      for (const name of names) queued.add(name);
      startNext();
    },
    hurry(name) {
      if (queued.has(name)) urgent.add(name);
    },
    empty: empty.promise,
    close() {
      isClosed = true;
    },
  };
}

function findFree(names: ReadonlySet<string>, taken: ReadonlySet<string>): string | undefined {
  for (const name of names) if (!taken.has(name)) return name;
  return undefined;
}
