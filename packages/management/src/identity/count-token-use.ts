import { readTokenUses, takeTokenUse, type TokenUses } from "@understudy/database";
import { AppError, type RateLimits, type RatePeriod, ratePeriods } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";

/** One limit of a token, and what is left of it. */
export interface RateWindow {
  period: RatePeriod;
  limit: number;
  remaining: number;
  /** Whole seconds until the period ends and the limit begins anew; at least 1. */
  resetSeconds: number;
}

/** What became of a call of a limited token. */
export interface TokenUse {
  isRefused: boolean;
  /** One for each of the token's limits, shortest period first. */
  windows: RateWindow[];
}

/**
 * Counts a call by the actor's token. Null when nothing limits it: that costs nothing. A refused call counts for none of the limits.
 * Throws `unauthorized` when the token was revoked a moment ago.
 */
export async function countTokenUse({ db }: Management, { token }: Actor): Promise<TokenUse | null> {
  if (token === null || Object.values(token.rateLimits).every((limit) => limit === null)) return null;
  const taken = await takeTokenUse(db, token.id, token.rateLimits);
  const uses = taken ?? (await readTokenUses(db, token.id));
  if (uses === null) throw new AppError("unauthorized", "The API token is unknown, revoked or expired.");
  return { isRefused: taken === null, windows: toWindows(uses, token.rateLimits) };
}

function toWindows(uses: TokenUses, limits: RateLimits): RateWindow[] {
  return (Object.keys(ratePeriods) as RatePeriod[]).flatMap((period) => {
    const limit = limits[period];
    if (limit === null) return [];
    const elapsedMs = uses.now.getTime() % (ratePeriods[period] * 1000);
    const resetSeconds = Math.ceil(ratePeriods[period] - elapsedMs / 1000);
    return [{ period, limit, remaining: Math.max(0, limit - uses[period]), resetSeconds }];
  });
}
