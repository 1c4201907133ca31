import { plannedWaitMs, type RetryPolicy, retryWaitMsMax } from "@understudy/domain";
import { finalErrorClasses } from "./error-class.ts";
import type { Failed, Outcome } from "./outcome.ts";
import { readRetryAfterMs } from "./retry-after.ts";

/** An attempt that has just ended, and what its callback says about trying again. */
export interface FinishedAttempt {
  /** This one included; since the last redelivery. */
  attemptsMade: number;
  /** 1 + retryCount. */
  attemptsMax: number;
  /** Milliseconds; where waits grow, the first one. */
  retryDelayMs: number;
  /** Null: the seed's, a fixed wait after every failure (contract F55). */
  retryPolicy: RetryPolicy | null;
  outcome: Outcome;
  finishedAt: Date;
}

/** What is next for a delivery. */
export type AttemptDecision = { kind: "retry"; at: Date } | { kind: "finished" };

/**
 * When the next attempt is due, counted from the end of this one (contract F54 to F56, F71); finished when there is none. Never earlier
 * than the policy says: `random` (from 0 to below 1) only draws waits out.
 */
export function nextAttempt(attempt: FinishedAttempt, random: () => number): AttemptDecision {
  const { outcome, attemptsMade, attemptsMax, retryPolicy, finishedAt } = attempt;
  if (outcome.kind === "delivered" || !isTriedAgain(outcome, retryPolicy)) return { kind: "finished" };
  if (attemptsMade >= attemptsMax) return { kind: "finished" };
  return { kind: "retry", at: new Date(finishedAt.getTime() + waitMs(attempt, outcome, random)) };
}

/** Whether another attempt may mend it, and the callback wants one. */
function isTriedAgain({ errorClass, statusCode }: Failed, policy: RetryPolicy | null): boolean {
  if (finalErrorClasses.includes(errorClass)) return false;
  const causes: readonly (number | string)[] | undefined = policy?.retryOn;
  if (causes === undefined || causes.includes(errorClass)) return true;
  // What broke off after its status is named by how it broke off.
  if (errorClass !== "status" || statusCode === undefined) return false;
  return causes.includes(statusCode) || causes.includes(`${Math.floor(statusCode / 100)}xx`);
}

function waitMs(attempt: FinishedAttempt, failed: Failed, random: () => number): number {
  const { attemptsMade, retryDelayMs, retryPolicy, finishedAt } = attempt;
  const planned = plannedWaitMs(retryPolicy, { retry: attemptsMade, retryDelayMs });
  const drawn = Math.ceil(planned * (1 + (retryPolicy?.jitter ?? 0) * random()));
  if (!retryPolicy?.respectRetryAfter) return drawn;
  const askedFor = readRetryAfterMs(failed.responseHeaders ?? [], finishedAt) ?? 0;
  return Math.max(drawn, Math.min(askedFor, retryWaitMsMax));
}
