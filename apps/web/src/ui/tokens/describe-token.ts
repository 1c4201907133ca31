import { type RatePeriod, ratePeriods } from "@understudy/domain";
import type { TokenRow } from "../../trpc/token-shapes.ts";

export function describeReach({ namespace }: Pick<TokenRow, "namespace">): string {
  return namespace ?? "All your namespaces";
}

/** One or two actions by name, more as a number. */
export function describeActions({ allowedActions }: Pick<TokenRow, "allowedActions">): string {
  if (allowedActions.length === 0) return "Everything you may";
  return allowedActions.length <= 2 ? allowedActions.join(", ") : `${allowedActions.length} actions`;
}

/** `60 a minute, 5,000 a day`; empty: no limit. */
export function describeLimits(limits: TokenRow["rateLimits"]): string {
  return (Object.keys(ratePeriods) as RatePeriod[])
    .flatMap((period) => {
      const limit = limits[period];
      return limit === null ? [] : [`${limit.toLocaleString("en")} ${period === "hour" ? "an" : "a"} ${period}`];
    })
    .join(", ");
}
