import { createRoute, z } from "@hono/zod-openapi";
import { LoginSchema } from "@understudy/domain";
import { signIn } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const loginRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/login",
  operationId: "login",
  summary: "Sign in: the token is a bearer token for 24 hours",
  request: { body: { required: true, content: json(LoginSchema) } },
  responses: {
    200: {
      description: "Signed in",
      content: json(
        z.object({
          token: z.string(),
          expires_at: z.string(),
          redirect_to: z.string(),
          requires_password_change: z.boolean(),
          user: z.object({
            id: z.string(),
            login: z.string(),
            email: z.string(),
            system_role: z.string(),
            namespaces: z.array(z.string()),
            has_password: z.boolean(),
            email_2fa_enabled: z.boolean(),
          }),
        }),
      ),
    },
    ...errorAnswers,
  },
});

/** Signing in (contract C8.1; snake_case as the contract has it there). */
export function registerAuthRoutes(app: RestApp): void {
  app.openapi(loginRoute, async (context) => {
    const { token, expiresAt, user, namespaces } = await signIn(getManagement(), context.req.valid("json"));
    return context.json(
      {
        token,
        expires_at: expiresAt.toISOString(),
        redirect_to: "/ui/",
        requires_password_change: false,
        user: {
          id: user.id,
          login: user.login,
          email: user.email ?? "",
          system_role: user.systemRole,
          namespaces,
          has_password: true,
          email_2fa_enabled: false,
        },
      },
      200,
    );
  });
}
