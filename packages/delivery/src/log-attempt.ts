import type { Callback } from "@understudy/domain";
import { finalErrorClasses } from "./error-class.ts";
import type { Failed, Outcome } from "./outcome.ts";
import type { AttemptDecision } from "./retry-policy.ts";

/** Where log lines go. */
export interface DeliveryLogger {
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
}

/** What caused a delivery: a call of a mock, or an event that an event webhook asks for. */
export interface DeliveryCause {
  mockId: string;
  requestId: string;
  webhookId: string;
  operation: string;
}

/** Whose delivery it is; on every line. */
export interface DeliveryLogFields extends Partial<DeliveryCause> {
  callbackType: NonNullable<Callback["type"]>;
  deliveryId: string;
  namespace: string;
}

export interface AttemptLogEntry extends DeliveryLogFields {
  /** Number of the attempt, from 1. */
  attempt: number;
  attemptsMax: number;
  durationMs: number;
  outcome: Outcome;
  decision: AttemptDecision;
}

/**
 * Writes the lines of one attempt: message and level are the seed's ("Monitoring"). A failed attempt has a line, and the last one a
 * second for the delivery that is given up. What was refused before it was sent has the second only (contract F71).
 */
export function logAttempt(logger: DeliveryLogger, entry: AttemptLogEntry): void {
  const { outcome, decision, ...fields } = entry;
  const { address, statusCode } = outcome;
  const known = { ...fields, address, statusCode };
  if (outcome.kind === "delivered") {
    logger.info({ event: "delivery.attempted", ...known, outcome: "delivered" }, "Callback executed successfully");
    return;
  }
  const { errorClass, error } = outcome;
  const failed = { ...known, outcome: "failed", errorClass, error, nextAttemptAt: dueAt(decision) };
  if (!finalErrorClasses.includes(errorClass))
    logFailedAttempt(logger, { event: "delivery.attempted", ...failed }, outcome);
  if (decision.kind === "finished") {
    logger.error({ event: "delivery.failed", ...failed }, "Callback failed after all retries");
  }
}

function logFailedAttempt(logger: DeliveryLogger, fields: object, outcome: Failed): void {
  if (outcome.errorClass === "panic") {
    logger.error({ ...fields, stack: outcome.stack }, "Panic in webhook executeCallback");
  } else {
    logger.warn(fields, "Callback attempt failed");
  }
}

function dueAt(decision: AttemptDecision): string | undefined {
  return decision.kind === "retry" ? decision.at.toISOString() : undefined;
}
