import { type Budget, createBudget } from "./budget.ts";
import type { Conditions } from "./compile-conditions.ts";
import type { MatchRequest } from "./match-request.ts";
import type { Candidate, Indexed, MockIndex } from "./mock-index.ts";

/** What matching needs to know of a mock beyond what the index does. */
export interface Matchable extends Indexed {
  /** Milliseconds since 1970, or null when it never expires (contract E8). */
  expireAt: number | null;
  conditions: Conditions;
}

export interface FindMatchOptions<Entry extends Matchable> {
  index: MockIndex<Entry>;
  request: MatchRequest;
  /** Milliseconds since 1970. */
  now: number;
  /** Ids of mocks that are used up (contract E9): matching goes on with the next. */
  usedUp?: ReadonlySet<string>;
}

/** The mock that answers. */
export interface Match<Entry extends Matchable> extends Candidate<Entry> {
  kind: "match";
}

/** No mock answers; `explainMiss` says why. */
export interface Miss<Entry extends Matchable> extends FindMatchOptions<Entry> {
  kind: "miss";
}

/** A mock that may answer looks at the body: read it, then ask again. */
export interface BodyNeeded {
  kind: "body-needed";
}

/** Finds the first live mock whose route fits and whose conditions all hold (contract E1, E4). */
export function findMatch<Entry extends Matchable>(
  options: FindMatchOptions<Entry>,
): Match<Entry> | Miss<Entry> | BodyNeeded {
  const { index, request } = options;
  let isBodyNeeded = false;
  let budget: Budget | undefined;
  const found = index.findFirst(request, (entry) => {
    if (!isLive(entry, options)) return false;
    if (entry.conditionCount === 0) return true;
    if (entry.conditions.readsBody && request.body === "unread") return (isBodyNeeded = true);
    return entry.conditions.hold(request, (budget ??= createBudget()));
  });
  if (isBodyNeeded) return { kind: "body-needed" };
  return found === null ? { kind: "miss", ...options } : { kind: "match", ...found };
}

function isLive(
  { id, expireAt }: Matchable,
  { now, usedUp }: Pick<FindMatchOptions<Matchable>, "now" | "usedUp">,
): boolean {
  if (expireAt !== null && expireAt <= now) return false;
  // Most often there are none, and then the id need not be looked at.
  return usedUp === undefined || usedUp.size === 0 || !usedUp.has(id);
}
