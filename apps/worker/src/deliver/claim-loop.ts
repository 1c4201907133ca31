import type { Claim, ClaimedDelivery, Lane } from "@understudy/database";

/** Claims what is due for as long as there is something due and room for it. */
export interface ClaimLoop {
  /** Something may be due, or there is room again. Returns at once. */
  poke: () => void;
  /** Resolves when the claim under way is done; no other begins. */
  stop: () => Promise<void>;
}

export interface ClaimLoopOptions {
  /** Room by pool; empty: there is none. */
  room: () => ReadonlyMap<number, number>;
  claim: (request: { after: Lane | null; room: ReadonlyMap<number, number> }) => Promise<Claim>;
  take: (deliveries: readonly ClaimedDelivery[]) => void;
  onError: (error: unknown) => void;
}

export function createClaimLoop(options: ClaimLoopOptions): ClaimLoop {
  let isPoked = false;
  let isStopped = false;
  let looping: Promise<void> | null = null;

  /** Goes round the lanes until a whole round found nothing that there is room for. */
  const goRound = async (): Promise<void> => {
    let after: Lane | null = null;
    let isFound = false;
    while (!isStopped) {
      if (after === null) {
        if (!isPoked && !isFound) return;
        isPoked = false;
        isFound = false;
      }
      const room = options.room();
      if (room.size === 0) return;
      const claim: Claim = await options.claim({ after, room });
      options.take(claim.deliveries);
      isFound ||= claim.deliveries.length > 0;
      after = claim.last;
    }
  };

  const poke = (): void => {
    isPoked = true;
    if (isStopped) return;
    looping ??= goRound()
      .catch(options.onError)
      .finally(() => {
        looping = null;
        // Poked in the moment between the last look and the end.
        if (isPoked && options.room().size > 0) poke();
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
