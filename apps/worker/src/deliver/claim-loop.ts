import type { Claim, ClaimedDelivery, ClaimRequest, ClaimRoom, Lane } from "@understudy/database";

/** Claims what is due for as long as there is something due and room for it. */
export interface ClaimLoop {
  /** Something may be due, or there is room again. Returns at once. */
  poke: () => void;
  /** Resolves when the claim under way is done; no other begins. */
  stop: () => Promise<void>;
}

export interface ClaimLoopOptions {
  /** Null: there is none. */
  room: () => ClaimRoom | null;
  claim: (request: Omit<ClaimRequest, "owner">) => Promise<Claim>;
  take: (deliveries: readonly ClaimedDelivery[]) => void;
  onError: (error: unknown) => void;
}

/**
 * Nothing is claimed without a reason: a wake-up, a delivery that was recorded, a time that has come. One look at all lanes
 * answers it.
 */
export function createClaimLoop(options: ClaimLoopOptions): ClaimLoop {
  let isPoked = false;
  let isStopped = false;
  let looping: Promise<void> | null = null;
  /** Each claim begins behind the lane that had its turn last, so that none is first for ever. */
  let after: Lane | null = null;

  /** Goes through all lanes, as long as there is room. */
  const goRound = async (): Promise<void> => {
    let behind = after;
    let endsPassed = 0;
    while (!isStopped) {
      const room = options.room();
      if (room === null) return;
      const claim: Claim = await options.claim({ ...room, after: behind });
      options.take(claim.deliveries);
      behind = claim.last;
      after = claim.deliveries.at(-1) ?? behind;
      if (claim.hasPassedEnd) endsPassed += 1;
      // From the middle to the end, and from the beginning to the end.
      if (claim.isRound || endsPassed === 2) return;
    }
  };

  const goWhilePoked = async (): Promise<void> => {
    while (isPoked && !isStopped) {
      isPoked = false;
      await goRound();
    }
  };

  const poke = (): void => {
    isPoked = true;
    if (isStopped) return;
    looping ??= goWhilePoked()
      .catch(options.onError)
      .finally(() => {
        looping = null;
        // Poked in the moment between the last look and the end.
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
