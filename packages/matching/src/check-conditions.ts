import type { Conditions } from "./compile-conditions.ts";
import type { ConditionResult } from "./condition.ts";
import type { AssertAction } from "./condition-definition.ts";
import { explainCondition, shortenActual } from "./explain-condition.ts";
import type { MatchRequest } from "./match-request.ts";

/** What kept a mock from answering. */
export interface FailedCheck {
  kind: "route" | "method" | "ttl" | "limit" | ConditionResult["kind"];
  /** Of a condition: as it stands in the mock. */
  path?: string;
  assertAction?: AssertAction;
  expected?: unknown;
  /** What the request has; absent when it has nothing. */
  actual?: unknown;
  /** In words. */
  reason: string;
}

/** A condition that was looked at, and how it did. */
export type Check = Pick<FailedCheck, "path" | "assertAction" | "expected" | "actual"> & {
  kind: ConditionResult["kind"];
  holds: boolean;
  /** Why it does not hold, in words. */
  reason?: string;
};

/** How each of some conditions does with a request, in the order in which they are looked at. */
export function checkConditions(conditions: Conditions, request: MatchRequest): Check[] {
  return conditions.evaluate(request).map((result) => {
    const { kind, path, assertAction, expected, holds } = result;
    const checked = { kind, path, assertAction, expected, ...shortenActual(result), holds };
    return holds ? checked : { ...checked, reason: explainCondition(result) };
  });
}

/** A condition that does not hold. */
export function toFailedCheck(result: ConditionResult): FailedCheck {
  const { kind, path, assertAction, expected } = result;
  const reason = explainCondition(result);
  return { kind, path, assertAction, expected, ...shortenActual(result), reason };
}
