import type { Callback } from "./callback.ts";
import { longestWaitMs, type RetryPolicy } from "./retry-settings.ts";

/** How far a delivery is. `parked`: due, but its lane has no place; `sending`: an attempt is under way. */
export const deliveryStates = [
  "waiting",
  "parked",
  "pending",
  "sending",
  "delivered",
  "failed",
  "cancelled",
  "skipped",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const defaultTimeoutSeconds = 30;
const defaultRetryDelaySeconds = 1;

/** What a callback's trigger looks at. */
export interface Firing {
  status: number;
  /** Which use of the mock this is; the first is 1. */
  use: number;
  /** How often the mock may be used; null: without limit, so that no use is the last one. */
  usesMax: number | null;
}

/** Whether a callback fires for an answer (contract F4 to F7, Decided 6). */
export function firesOn(trigger: Callback["trigger"], { status, use, usesMax }: Firing): boolean {
  switch (trigger) {
    case "on_success":
      return status >= 200 && status <= 299;
    case "on_error":
      return status >= 400;
    case "on_first_use":
      return use === 1;
    case "on_last_use":
      return use === usesMax;
    case "always":
    case "":
    case undefined:
      return true;
  }
}

/** How often a delivery is tried, and how long each attempt and each wait may take. */
export interface DeliveryPolicy {
  attemptsMax: number;
  /** The wait between attempts; the first one where they grow. */
  retryDelayMs: number;
  timeoutMs: number;
  /** Null: the seed's, a fixed wait after every failure. */
  retryPolicy: RetryPolicy | null;
}

/** The policy of a callback with the seed's defaults; 0 seconds of timeout mean the default (contract, Decided 6). */
export function policyOf(callback: Callback): DeliveryPolicy {
  const { retryPolicy, retryDelay = defaultRetryDelaySeconds } = callback;
  return {
    attemptsMax: 1 + (callback.retryCount ?? retryPolicy?.delaysMs?.length ?? 0),
    retryDelayMs: retryPolicy?.delayMs ?? retryDelay * 1000,
    timeoutMs: (callback.timeout === 0 ? defaultTimeoutSeconds : (callback.timeout ?? defaultTimeoutSeconds)) * 1000,
    retryPolicy: retryPolicy ?? null,
  };
}

/** The longest time that a delivery can take from its first attempt to its end, in milliseconds (contract F56). */
export function worstCaseMs({ attemptsMax, retryDelayMs, timeoutMs, retryPolicy }: DeliveryPolicy): number {
  let waitsMs = 0;
  for (let retry = 1; retry < attemptsMax; retry++) waitsMs += longestWaitMs(retryPolicy, { retry, retryDelayMs });
  return attemptsMax * timeoutMs + waitsMs;
}
