import type { ApiToken } from "@understudy/domain";

export type TokenRow = ReturnType<typeof toTokenRow>;

/** What the list shows of a token. */
export function toTokenRow(token: ApiToken) {
  const { id, name, description, namespace, enabled, allowedActions, rateLimits } = token;
  const { createdAt, expiresAt, lastUsedAt } = token;
  return { id, name, description, namespace, enabled, allowedActions, rateLimits, createdAt, expiresAt, lastUsedAt };
}
