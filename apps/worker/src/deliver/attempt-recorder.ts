import type { AttemptRecord } from "@understudy/database";
import type { Logger } from "@understudy/runtime";

/** Records attempts in batches: all that finish while a statement is under way go into the next. */
export interface AttemptRecorder {
  record: (attempt: AttemptRecord) => void;
  /** Resolves when all that was handed in is recorded. */
  drain: () => Promise<void>;
}

export interface AttemptRecorderOptions {
  /** Resolves to the waits of deliveries that were released, milliseconds. */
  write: (attempts: readonly AttemptRecord[]) => Promise<readonly number[]>;
  /** Called when these are recorded. */
  onRecorded: (attempts: readonly AttemptRecord[], releasedInMs: readonly number[]) => void;
  log: Logger;
}

const batchMax = 500;
const retryDelayMs = 500;
/** Lets attempts of the same few milliseconds go together. */
const gatherMs = 2;

/** An attempt is never dropped: while the database is away it is tried again until it is recorded. */
export function createAttemptRecorder(options: AttemptRecorderOptions): AttemptRecorder {
  const queue: AttemptRecord[] = [];
  let writing: Promise<void> | null = null;

  const writeAll = async (): Promise<void> => {
    await pause(gatherMs);
    while (queue.length > 0) {
      const batch = queue.slice(0, batchMax);
      let releasedInMs: readonly number[];
      try {
        releasedInMs = await options.write(batch);
      } catch (error) {
        options.log.warn(
          { event: "attempts.not_recorded", count: batch.length, error: String(error) },
          "Attempts could not be recorded; trying again",
        );
        await pause(retryDelayMs);
        continue;
      }
      queue.splice(0, batch.length);
      options.onRecorded(batch, releasedInMs);
    }
    writing = null;
  };

  return {
    record(attempt) {
      queue.push(attempt);
      writing ??= writeAll();
    },
    async drain() {
      await writing;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
