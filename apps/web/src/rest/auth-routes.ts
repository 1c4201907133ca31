import { createRoute, z } from "@hono/zod-openapi";
import { type ApiToken, CreateApiTokenSchema, LoginSchema } from "@understudy/domain";
import { createApiToken, signIn } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { toSeconds } from "./mock-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";
import { toWireDemand, toWireSession, WireDemandSchema, WireSessionSchema } from "./session-shape.ts";

const loginRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/login",
  operationId: "login",
  summary: "Sign in: the token is a bearer token for 24 hours. With a second factor it comes from /auth/2fa/verify",
  request: { body: { required: true, content: json(LoginSchema) } },
  responses: {
    200: {
      description: "Signed in, or asked for the second factor",
      content: json(z.union([WireSessionSchema, WireDemandSchema])),
    },
    ...errorAnswers,
  },
});

const ApiTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    namespace: z.string().nullable(),
    description: z.string(),
    enabled: z.boolean(),
    user_id: z.string(),
    user_login: z.string(),
    created_at: z.number(),
    expires_at: z.number().nullable(),
    last_used_at: z.number().nullable(),
    allowed_actions: z.array(z.string()),
    metadata: z.record(z.string(), z.unknown()),
  })
  .openapi("ApiToken");

const createTokenRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/tokens",
  operationId: "createToken",
  summary: "Make an API token; its value is shown this once",
  request: { body: { required: true, content: json(CreateApiTokenSchema) } },
  responses: {
    200: {
      description: "The token",
      content: json(z.object({ token: z.string(), token_info: ApiTokenSchema, message: z.string() })),
    },
    ...errorAnswers,
  },
});

/** Signing in and API tokens (contract C8.1, C8.2; snake_case as the contract has it there). */
export function registerAuthRoutes(app: RestApp): void {
  app.openapi(loginRoute, async (context) => {
    const result = await signIn(getManagement(), context.req.valid("json"));
    return context.json(result.kind === "signed-in" ? toWireSession(result) : toWireDemand(result), 200);
  });

  app.openapi(createTokenRoute, async (context) => {
    const { token, info } = await createApiToken(getManagement(), context.var.actor, context.req.valid("json"));
    return context.json(
      { token, token_info: toWireToken(info), message: "Keep the token now: it is not shown again" },
      200,
    );
  });
}

function toWireToken(token: ApiToken): z.infer<typeof ApiTokenSchema> {
  return {
    id: token.id,
    name: token.name,
    namespace: token.namespace,
    description: token.description,
    enabled: token.enabled,
    user_id: token.userId,
    user_login: token.userLogin,
    created_at: toSeconds(token.createdAt),
    expires_at: token.expiresAt && toSeconds(token.expiresAt),
    last_used_at: token.lastUsedAt && toSeconds(token.lastUsedAt),
    allowed_actions: token.allowedActions,
    metadata: token.metadata,
  };
}
