import type { ApiToken, RateLimits, RatePeriod } from "@understudy/domain";
import { ratePeriods } from "@understudy/domain";

/** What makes a token strong or weak. */
export type TokenStrength = Pick<ApiToken, "namespace" | "allowedActions" | "expiresAt" | "rateLimits">;

/**
 * In what a token would be stronger than the one that makes or changes it, or null: where it may go, what it may do, how long it lives,
 * how often it may call.
 */
export function findExcess(wanted: TokenStrength, maker: TokenStrength): string | null {
  if (maker.namespace !== null && wanted.namespace !== maker.namespace) return "reach another namespace than itself";
  if (isLonger(wanted.expiresAt, maker.expiresAt)) return "outlive it";
  if (allowsMore(wanted.allowedActions, maker.allowedActions)) return "be allowed more than itself";
  const period = findWiderPeriod(wanted.rateLimits, maker.rateLimits);
  return period === undefined ? null : `make more calls a ${period} than itself`;
}

function isLonger(wanted: Date | null, bound: Date | null): boolean {
  return bound !== null && (wanted === null || wanted > bound);
}

/** An empty list allows everything. */
function allowsMore(wanted: readonly string[], bound: readonly string[]): boolean {
  return bound.length > 0 && (wanted.length === 0 || wanted.some((action) => !bound.includes(action)));
}

function findWiderPeriod(wanted: RateLimits, bound: RateLimits): RatePeriod | undefined {
  return (Object.keys(ratePeriods) as RatePeriod[]).find((period) => {
    const [most, limit] = [wanted[period], bound[period]];
    return limit !== null && (most === null || most > limit);
  });
}
