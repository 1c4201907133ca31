import type { DeliveryState } from "@understudy/domain";
import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { failureWords } from "./failure-words.ts";

type Described = Pick<DeliveryRow, "state" | "stateReason" | "attemptsMade" | "attemptsMax">;

const finalStates: readonly DeliveryState[] = ["delivered", "failed", "cancelled", "skipped"];

/** Nothing more happens with it by itself. */
export function isFinal(state: DeliveryState): boolean {
  return finalStates.includes(state);
}

/** How a delivery stands, in a sentence. */
export function describeDelivery({ state, stateReason, attemptsMade, attemptsMax }: Described): string {
  switch (state) {
    case "waiting":
      return `${startUpper(stateReason ?? "it waits until the callback before it is done")}.`;
    case "parked":
      return "It is due, and waits for a place: others to the same target are under way.";
    case "pending":
      return attemptsMade === 0
        ? "No attempt was made yet."
        : `${startUpper(countAttempts(attemptsMade))} failed; another follows.`;
    case "sending":
      return `Attempt ${attemptsMade + 1} is under way.`;
    case "delivered":
      return `Attempt ${attemptsMade} delivered it.`;
    case "failed":
      return describeFailure(stateReason, attemptsMade, attemptsMax);
    case "cancelled":
      return "Somebody cancelled it: nothing more is sent.";
    case "skipped":
      return `Nothing was sent: ${stateReason ?? "it was not needed"}.`;
  }
}

/** `2 of 4`; a delivery that was redelivered may have more than its policy gives it. */
export function renderAttempts({ attemptsMade, attemptsMax }: Omit<Described, "state" | "stateReason">): string {
  return attemptsMade > attemptsMax ? String(attemptsMade) : `${attemptsMade} of ${attemptsMax}`;
}

function describeFailure(reason: string | null, made: number, max: number): string {
  if (made === 0) return `Nothing could be sent: ${reason ?? "it was refused"}.`;
  const why = reason === null ? "" : ` ${failureWords(reason)}.`;
  // A failure that no further attempt could mend ends it early.
  return made < max
    ? `It was given up after ${countAttempts(made)}:${why}`
    : `${startUpper(countAttempts(made))} failed.${why}`;
}

function countAttempts(count: number): string {
  return count === 1 ? "one attempt" : `${count} attempts`;
}

function startUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What made it: a mock, by its id, or an event. */
export function causeOf({ mockId, operation }: Pick<DeliveryRow, "mockId" | "operation">): string {
  return mockId ?? operation ?? "";
}
