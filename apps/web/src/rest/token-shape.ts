import { z } from "@hono/zod-openapi";
import type { ApiToken } from "@understudy/domain";
import { toSeconds } from "./mock-shape.ts";

/** An API token as the REST API shows it (contract C8.3). Times are Unix seconds. */
export const WireTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    namespace: z.string().nullable().describe("The only one that it reaches; null: wherever its user may go"),
    description: z.string(),
    enabled: z.boolean(),
    user_id: z.string(),
    user_login: z.string(),
    created_by: z.string().describe("Id of the user who made it"),
    created_at: z.int(),
    updated_at: z.int(),
    expires_at: z.int().nullable(),
    last_used_at: z.int().nullable().describe("To the minute"),
    allowed_actions: z.array(z.string()).describe("Empty: whatever its user may do"),
    metadata: z.record(z.string(), z.unknown()),
    rate_limit_per_minute: z.int().nullable(),
    rate_limit_per_hour: z.int().nullable(),
    rate_limit_per_day: z.int().nullable().describe("Of UTC"),
  })
  .openapi("ApiToken");

export function toWireToken(token: ApiToken): z.infer<typeof WireTokenSchema> {
  return {
    id: token.id,
    name: token.name,
    namespace: token.namespace,
    description: token.description,
    enabled: token.enabled,
    user_id: token.userId,
    user_login: token.userLogin,
    // Nobody can make a token that speaks for somebody else.
    created_by: token.userId,
    created_at: toSeconds(token.createdAt),
    updated_at: toSeconds(token.updatedAt),
    expires_at: token.expiresAt && toSeconds(token.expiresAt),
    last_used_at: token.lastUsedAt && toSeconds(token.lastUsedAt),
    allowed_actions: token.allowedActions,
    metadata: token.metadata,
    rate_limit_per_minute: token.rateLimits.minute,
    rate_limit_per_hour: token.rateLimits.hour,
    rate_limit_per_day: token.rateLimits.day,
  };
}
