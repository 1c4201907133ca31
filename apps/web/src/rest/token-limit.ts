import { AppError, ratePeriods } from "@understudy/domain";
import { type RateWindow, type TokenUse, countTokenUse } from "@understudy/management";
import type { MiddlewareHandler } from "hono";
import { getManagement } from "../server/management.ts";
import type { RestEnv } from "./rest-env.ts";

/** A call that its token's limits don't allow. */
export class TokenLimitError extends AppError {
  readonly use: TokenUse;

  constructor(use: TokenUse) {
    const used = use.windows.filter(isUsedUp).map(({ limit, period }) => `${limit} calls a ${period}`);
    const retryAfterSeconds = waitSeconds(use);
    const text = `this API token has used up its limit of ${used.join(" and ")}; try again in ${retryAfterSeconds} s`;
    super("rate_limit", text, { retryAfterSeconds });
    this.use = use;
  }
}

/**
 * Counts the call of a limited token: every answer says what is left, and what goes beyond is refused. A `+` in an address that is tried
 * a second time as a blank counts twice.
 */
export const limitToken: MiddlewareHandler<RestEnv> = async (context, next) => {
  // What is open to everybody knows no actor.
  const actor = context.get("actor") as RestEnv["Variables"]["actor"] | undefined;
  const use = actor === undefined ? null : await countTokenUse(getManagement(), actor);
  if (use?.isRefused) throw new TokenLimitError(use);
  await next();
  if (use !== null) showLimits(context.res, use);
};

/**
 * Says in an answer what is left of the limits: in the headers of draft-ietf-httpapi-ratelimit-headers-10, in the older
 * `X-RateLimit-*` (of the limit that is nearest to its end; `Reset` in seconds from now).
 */
export function showLimits({ headers }: Response, use: TokenUse): void {
  const { windows } = use;
  const nearest = windows.reduce((left, right) => (right.remaining < left.remaining ? right : left));
  headers.set(
    "RateLimit-Policy",
    windows.map(({ period, limit }) => `"${period}";q=${limit};w=${ratePeriods[period]}`).join(", "),
  );
  headers.set(
    "RateLimit",
    windows.map(({ period, remaining, resetSeconds }) => `"${period}";r=${remaining};t=${resetSeconds}`).join(", "),
  );
  headers.set("X-RateLimit-Limit", String(nearest.limit));
  headers.set("X-RateLimit-Remaining", String(nearest.remaining));
  headers.set("X-RateLimit-Reset", String(nearest.resetSeconds));
}

/** Until every limit that is used up begins anew. */
function waitSeconds({ windows }: TokenUse): number {
  return Math.max(1, ...windows.filter(isUsedUp).map(({ resetSeconds }) => resetSeconds));
}

function isUsedUp({ remaining }: RateWindow): boolean {
  return remaining === 0;
}
