import { AppError } from "@understudy/domain";

export interface GroupCommit<Item, Result> {
  /** Resolves when the item is committed. Throws `unavailable` when that is not confirmed in time: it may still happen. */
  commit: (item: Item) => Promise<Result>;
}

export interface GroupCommitOptions<Item, Result> {
  /** Writes several items in one transaction. Returns what each of them gets. */
  write: (items: readonly Item[]) => Promise<readonly Result[]>;
  bytesOf: (item: Item) => number;
  /** Whether a failure is the fault of what was written, so that a smaller batch may succeed. */
  isItemsFault: (error: unknown) => boolean;
  /** How long a caller waits, milliseconds. */
  timeoutMs: number;
}

interface Waiting<Item, Result> {
  item: Item;
  bytes: number;
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

const batchItemsMax = 500;
const batchBytesMax = 8 * 1024 * 1024;
/** More than this many wait only when the database does not keep up at all. */
const waitingMax = 20_000;

/**
 * Commits what concurrent requests leave behind together (design 3): at once when nothing is under way, else all that came in
 * meanwhile in one statement. A batch that fails is split, so that a bad item fails alone.
 */
export function createGroupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  const waiting = new Set<Waiting<Item, Result>>();
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    // Requests of the same tick go together.
    await Promise.resolve();
    while (waiting.size > 0) await writeSplitting(takeBatch(waiting), options);
    isWriting = false;
  };

  return {
    commit: (item) =>
      new Promise<Result>((resolve, reject) => {
        if (waiting.size >= waitingMax) {
          reject(new AppError("unavailable", "the database does not keep up; try again in a moment"));
          return;
        }
        const timer = setTimeout(() => {
          // What was not begun is not done; what was begun may still happen.
          waiting.delete(entry);
          reject(new AppError("unavailable", `the database did not confirm within ${options.timeoutMs} ms`));
        }, options.timeoutMs);
        const entry: Waiting<Item, Result> = {
          item,
          bytes: options.bytesOf(item),
          resolve: (result) => {
            clearTimeout(timer);
            resolve(result);
          },
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
        };
        waiting.add(entry);
        if (!isWriting) void writeAll();
      }),
  };
}

function takeBatch<Item, Result>(waiting: Set<Waiting<Item, Result>>): Waiting<Item, Result>[] {
  const batch: Waiting<Item, Result>[] = [];
  let bytes = 0;
  for (const entry of waiting) {
    if (batch.length === batchItemsMax || (batch.length > 0 && bytes + entry.bytes > batchBytesMax)) break;
    waiting.delete(entry);
    batch.push(entry);
    bytes += entry.bytes;
  }
  return batch;
}

async function writeSplitting<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  options: GroupCommitOptions<Item, Result>,
): Promise<void> {
  try {
    const results = await options.write(batch.map(({ item }) => item));
    for (const [index, result] of results.entries()) batch[index]?.resolve(result);
  } catch (error) {
    if (batch.length === 1 || !options.isItemsFault(error)) {
      for (const { reject } of batch) reject(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await writeSplitting(batch.slice(0, middle), options);
    await writeSplitting(batch.slice(middle), options);
  }
}
