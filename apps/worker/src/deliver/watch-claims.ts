import type { ClaimLoopOptions } from "./claim-loop.ts";

type ClaimDue = ClaimLoopOptions["claim"];

/**
 * A database that hung carries out at once what it had been sent, when it goes on; while it hangs, claims keep failing.
 * So this long after the last failure nothing more can come of it.
 */
const watchMs = 60_000;
const betweenMs = 1_000;

/**
 * A claim that failed here may be carried out by the database all the same, and nobody would ever send what it took.
 * So for a while before each claim, when no other is under way, what this worker owns without knowing is given back.
 */
export function watchClaims(claim: ClaimDue, giveBackUnheld: () => Promise<void>): ClaimDue {
  let watchUntil = Number.NEGATIVE_INFINITY;
  let notBefore = 0;
  return async function claimWatched(request) {
    try {
      if (performance.now() < watchUntil && performance.now() >= notBefore) {
        await giveBackUnheld();
        notBefore = performance.now() + betweenMs;
      }
      return await claim(request);
    } catch (error) {
      watchUntil = performance.now() + watchMs;
      notBefore = 0;
      throw error;
    }
  };
}
