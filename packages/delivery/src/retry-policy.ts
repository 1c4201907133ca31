import { finalErrorClasses } from "./error-class.ts";
import type { Outcome } from "./outcome.ts";

/** An attempt that has just ended, and what its callback says about trying again. */
export interface FinishedAttempt {
  /** This one included; since the last redelivery. */
  attemptsMade: number;
  /** 1 + retryCount. */
  attemptsMax: number;
  /** Fixed (contract F55). Milliseconds. */
  retryDelayMs: number;
  outcome: Outcome;
  finishedAt: Date;
}

/** What is next for a delivery. */
export type AttemptDecision = { kind: "retry"; at: Date } | { kind: "finished" };

/** When the next attempt is due, counted from the end of this one (contract F54 to F56, F71); finished when there is none. */
export function nextAttempt(attempt: FinishedAttempt): AttemptDecision {
  const { outcome, attemptsMade, attemptsMax, retryDelayMs, finishedAt } = attempt;
  if (outcome.kind === "delivered" || finalErrorClasses.includes(outcome.errorClass)) return { kind: "finished" };
  if (attemptsMade >= attemptsMax) return { kind: "finished" };
  return { kind: "retry", at: new Date(finishedAt.getTime() + retryDelayMs) };
}
