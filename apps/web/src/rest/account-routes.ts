import { createRoute, z } from "@hono/zod-openapi";
import { PasswordChangeSchema } from "@understudy/domain";
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  endSession,
  getAccount,
  listSessions,
  type OwnSession,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { AccountSchema, toWireAccount } from "./account-shape.ts";
import { toSeconds } from "./mock-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

export const DoneSchema = z.object({ success: z.literal(true) });
export const EndedSchema = DoneSchema.extend({ ended_sessions: z.int() });

const meRoute = createRoute({
  method: "get",
  path: "/api/v1/me",
  operationId: "getMe",
  summary: "Who you are",
  responses: {
    200: {
      description: "The user, and what acts for them",
      content: json(
        AccountSchema.extend({
          requires_password_change: z.boolean(),
          token: z
            .object({ id: z.string(), namespace: z.string().nullable(), allowed_actions: z.array(z.string()) })
            .nullable()
            .describe("The API token that asks; null: a session, or local mode"),
        }),
      ),
    },
    ...errorAnswers,
  },
});

const awaitingRoute = createRoute({
  method: "get",
  path: "/api/v1/me/awaiting-manual",
  operationId: "listAwaitingManual",
  summary: "Steps of test runs that wait for you: there are none here",
  responses: {
    200: {
      description: "Always empty",
      content: json(z.object({ count: z.literal(0), items: z.array(z.object({})).max(0) })),
    },
    ...errorAnswers,
  },
});

const SessionSchema = z.object({
  id: z.string(),
  created_at: z.int().describe("Unix seconds"),
  last_seen_at: z.int().describe("Unix seconds, a minute more or less"),
  expires_at: z.int().describe("Unix seconds"),
  address: z.string().describe("Of whoever signed in; empty: not known"),
  user_agent: z.string(),
  current: z.boolean().describe("Whether it is the one that asks"),
});

const sessionsRoute = createRoute({
  method: "get",
  path: "/api/v1/me/sessions",
  operationId: "listSessions",
  summary: "Where you are signed in",
  responses: {
    200: {
      description: "The newest 200, the one that was seen last first",
      content: json(z.object({ sessions: z.array(SessionSchema), count: z.int() })),
    },
    ...errorAnswers,
  },
});

const endOthersRoute = createRoute({
  method: "delete",
  path: "/api/v1/me/sessions",
  operationId: "endOtherSessions",
  summary: "Sign out everywhere but here",
  responses: { 200: { description: "Ended", content: json(EndedSchema) }, ...errorAnswers },
});

const endSessionRoute = createRoute({
  method: "delete",
  path: "/api/v1/me/sessions/{id}",
  operationId: "endSession",
  summary: "End one of your sessions",
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: { description: "Ended", content: json(DoneSchema) }, ...errorAnswers },
});

const logoutRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/logout",
  operationId: "logout",
  summary: "End the session whose token is sent",
  responses: { 200: { description: "Ended", content: json(DoneSchema) }, ...errorAnswers },
});

const changePasswordRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/change-password",
  operationId: "changePassword",
  summary: "Change your password; your other sessions end",
  request: { body: { required: true, content: json(PasswordChangeSchema) } },
  responses: { 200: { description: "Changed", content: json(EndedSchema) }, ...errorAnswers },
});

/** One's own account (contract C8.4, C8.5; Decided 21). */
export function registerAccountRoutes(app: RestApp): void {
  registerMe(app);
  registerSessions(app);

  app.openapi(changePasswordRoute, async (context) => {
    const { current_password: current, new_password: wanted } = context.req.valid("json");
    const { endedSessions } = await changePassword(getManagement(), context.var.actor, { current, wanted });
    return context.json({ success: true as const, ended_sessions: endedSessions }, 200);
  });
}

function registerMe(app: RestApp): void {
  app.openapi(meRoute, async (context) => {
    const { actor } = context.var;
    const { user, namespaces } = await getAccount(getManagement(), actor);
    const token = actor.token && {
      id: actor.token.id,
      namespace: actor.token.namespace,
      allowed_actions: [...actor.token.allowedActions],
    };
    const wire = toWireAccount(user, namespaces);
    return context.json({ ...wire, requires_password_change: user.mustChangePassword, token }, 200);
  });

  app.openapi(awaitingRoute, (context) => context.json({ count: 0 as const, items: [] }, 200));
}

function registerSessions(app: RestApp): void {
  app.openapi(sessionsRoute, async (context) => {
    const sessions = await listSessions(getManagement(), context.var.actor);
    return context.json({ sessions: sessions.map(toWireSession), count: sessions.length }, 200);
  });

  app.openapi(endOthersRoute, async (context) => {
    const endedSessions = await endOtherSessions(getManagement(), context.var.actor);
    return context.json({ success: true as const, ended_sessions: endedSessions }, 200);
  });

  app.openapi(endSessionRoute, async (context) => {
    await endSession(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json({ success: true as const }, 200);
  });

  app.openapi(logoutRoute, async (context) => {
    await endOwnSession(getManagement(), context.var.actor);
    return context.json({ success: true as const }, 200);
  });
}

function toWireSession(session: OwnSession): z.infer<typeof SessionSchema> {
  return {
    id: session.id,
    created_at: toSeconds(session.createdAt),
    last_seen_at: toSeconds(session.lastSeenAt),
    expires_at: toSeconds(session.expiresAt),
    address: session.address,
    user_agent: session.userAgent,
    current: session.isCurrent,
  };
}
