import { secretMask } from "@understudy/domain";
import type { Budget } from "./budget.ts";
import type { CompiledCondition } from "./condition.ts";
import { explainCondition, isSecretCondition } from "./explain-condition.ts";
import type { MatchRequest } from "./match-request.ts";

/** Why a list of conditions does not hold, by the first that does not; null when all hold. Expected values of secret headers are masked. */
export function explainUnmet(
  conditions: readonly CompiledCondition[],
  request: MatchRequest,
  budget: Budget,
): string | null {
  const unmet = conditions.find((condition) => !condition.holds(request, budget));
  if (unmet === undefined) return null;
  const result = unmet.evaluate(request, budget);
  return explainCondition(isSecretCondition(result) ? { ...result, expected: secretMask } : result);
}
