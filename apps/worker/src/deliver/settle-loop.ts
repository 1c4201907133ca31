/** Settles deliveries whose predecessors are final, for as long as there are any. */
export interface SettleLoop {
  /** There may be some. Returns at once. */
  poke: () => void;
  /** Resolves when the round under way is done; no other begins. */
  stop: () => Promise<void>;
}

export interface SettleLoopOptions {
  /** Settles some; resolves to how many. */
  settle: () => Promise<number>;
  onError: (error: unknown) => void;
}

export function createSettleLoop({ settle, onError }: SettleLoopOptions): SettleLoop {
  let isPoked = false;
  let isStopped = false;
  let looping: Promise<void> | null = null;

  /** Until none is left: one that is skipped may be the predecessor of the next. */
  const settleAll = async (): Promise<void> => {
    while (isPoked && !isStopped) {
      isPoked = false;
      if ((await settle()) > 0) isPoked = true;
    }
  };

  const poke = (): void => {
    isPoked = true;
    if (isStopped) return;
    looping ??= settleAll()
      .catch((error: unknown) => {
        // The next poke, or the sweep, tries again.
        isPoked = false;
        onError(error);
      })
      .finally(() => {
        looping = null;
        if (isPoked) poke();
      });
  };

  return {
    poke,
    async stop() {
      isStopped = true;
      await looping;
    },
  };
}
