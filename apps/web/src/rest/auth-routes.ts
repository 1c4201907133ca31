import { createRoute, z } from "@hono/zod-openapi";
import { LoginSchema } from "@understudy/domain";
import { signIn } from "@understudy/management";
import { readClient } from "../server/client-headers.ts";
import { getManagement } from "../server/management.ts";
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

/** Signing in (contract C8.1; snake_case as the contract has it there). */
export function registerAuthRoutes(app: RestApp): void {
  app.openapi(loginRoute, async (context) => {
    const client = readClient(context.req.raw.headers);
    const result = await signIn(getManagement(), context.req.valid("json"), client);
    return context.json(result.kind === "signed-in" ? toWireSession(result) : toWireDemand(result), 200);
  });
}
