/** What one batch came to. */
export interface BatchResult {
  changed: number;
  /** Leads to the next one; null: all is done. */
  nextCursor: string | null;
}

/** How far a run is. `cursor` is where it goes on after a stop or a failure. */
export interface BatchRun {
  changed: number;
  cursor: string | null;
  isDone: boolean;
}

export const freshRun: BatchRun = { changed: 0, cursor: null, isDone: false };

/** Runs batch after batch from where `run` stands, until all is done or it is told to stop. Rejects when a batch does; what was done before is told. */
export async function runBatches(
  run: BatchRun,
  options: {
    change: (cursor: string | null) => Promise<BatchResult>;
    onProgress: (run: BatchRun) => void;
    isStopped: () => boolean;
  },
): Promise<BatchRun> {
  let reached = run;
  while (!reached.isDone && !options.isStopped()) {
    const { changed, nextCursor } = await options.change(reached.cursor);
    reached = { changed: reached.changed + changed, cursor: nextCursor, isDone: nextCursor === null };
    options.onProgress(reached);
  }
  return reached;
}
