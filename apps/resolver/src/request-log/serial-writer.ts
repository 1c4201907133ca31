/** One write after the other. */
export interface SerialWriter {
  isBusy: () => boolean;
  /** Writes at most so many rows, all that was noted before if there are not more. */
  write: (rowsMax: number) => Promise<void>;
}

/** A write that is asked for while another is under way begins when that has ended, one for all who asked. */
export function createSerialWriter(writeUpTo: (rowsMax: number) => Promise<void>): SerialWriter {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (rowsMax: number): Promise<void> => {
    next = null;
    current = writeUpTo(rowsMax).finally(() => {
      current = null;
    });
    return current;
  };
  return {
    isBusy: () => current !== null,
    write(rowsMax) {
      if (current === null) return begin(rowsMax);
      const beginNext = (): Promise<void> => begin(rowsMax);
      next ??= current.then(beginNext, beginNext);
      return next;
    },
  };
}
