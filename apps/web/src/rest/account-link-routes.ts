import { createRoute, z } from "@hono/zod-openapi";
import {
  findUnknownKeys,
  ForgottenPasswordSchema,
  InvitationSchema,
  renderAccountLinkUrl,
  SetPasswordSchema,
  SignUpSchema,
} from "@understudy/domain";
import {
  type HandedLink,
  inviteUser,
  replaceGivenPassword,
  requestPasswordReset,
  sendAccountLink,
  setPasswordByLink,
  signUp,
} from "@understudy/management";
import { getConfig } from "../config.ts";
import { readClient } from "../server/client-headers.ts";
import { identifyApiActor } from "../server/identify-actor.ts";
import { getManagement } from "../server/management.ts";
import { DoneSchema, EndedSchema } from "./account-routes.ts";
import { toWireUser, WireUserSchema } from "./admin-user-routes.ts";
import { toSeconds } from "./mock-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, WarningsSchema } from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

const HandedLinkSchema = z.object({
  user: WireUserSchema,
  sent: z.boolean().describe("Whether the link goes out by mail"),
  url: z.string().nullable().describe("The link, shown this once; null: it is sent"),
  expiresAt: z.int().nullable().describe("Unix seconds; null: it is sent, and made when it is"),
  warnings: WarningsSchema,
});
const linkAnswers = {
  200: { description: "The user, and the link unless it is sent", content: json(HandedLinkSchema) },
  ...errorAnswers,
};

const inviteRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users/invite",
  operationId: "inviteUser",
  summary: "Make a user who chooses their password by a link",
  request: { body: { required: true, content: json(InvitationSchema) } },
  responses: linkAnswers,
});

const linkRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users/{id}/link",
  operationId: "makeUserLink",
  summary: "Make a new link with which a user chooses a password; the one before is none any more",
  request: { params: z.object({ id: z.string() }) },
  responses: linkAnswers,
});

const setPasswordRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/set-password",
  operationId: "setPassword",
  summary: "Choose a password: with the token of a link, or because you must change the one that you were given",
  request: { body: { required: true, content: json(SetPasswordSchema) } },
  responses: {
    200: { description: "Set; the user's sessions but for the one that asks have ended", content: json(EndedSchema) },
    ...errorAnswers,
  },
});

const forgottenRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/forgot-password",
  operationId: "forgotPassword",
  summary: "Have a link mailed to whoever has this address",
  request: { body: { required: true, content: json(ForgottenPasswordSchema) } },
  responses: {
    200: { description: "If somebody has it, a mail is on its way", content: json(DoneSchema) },
    ...errorAnswers,
  },
});

const signUpRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/sign-up",
  operationId: "signUp",
  summary: "Make an account for yourself, where SIGN_UP is on",
  request: { body: { required: true, content: json(SignUpSchema) } },
  responses: {
    200: {
      description: "Made; it has no role in any namespace yet",
      content: json(DoneSchema.extend({ id: z.string(), login: z.string(), warnings: WarningsSchema })),
    },
    ...errorAnswers,
  },
});

/** Links with which people choose passwords, and accounts that they make themselves. */
export function registerAccountLinkRoutes(app: RestApp): void {
  registerMakingLinks(app);

  app.openapi(setPasswordRoute, async (context) => {
    const { token, new_password: password } = context.req.valid("json");
    const { address } = readClient(context.req.raw.headers);
    if (token === undefined) {
      // Who is refused is told of in the audit trail, as on routes that always know who asks.
      context.set("actor", await identifyApiActor(context.req.raw.headers));
    }
    const { endedSessions } =
      token === undefined
        ? await replaceGivenPassword(getManagement(), context.var.actor, password)
        : await setPasswordByLink(getManagement(), { token, password, address });
    return context.json({ success: true as const, ended_sessions: endedSessions }, 200);
  });

  app.openapi(forgottenRoute, async (context) => {
    const { email } = context.req.valid("json");
    const { address } = readClient(context.req.raw.headers);
    await requestPasswordReset(getManagement(), { email, address, canMail: getConfig().canMail });
    return context.json({ success: true as const }, 200);
  });

  app.openapi(signUpRoute, async (context) => {
    const input = context.req.valid("json");
    const { address } = readClient(context.req.raw.headers);
    const { id, login } = await signUp(getManagement(), { input, address, isOpen: getConfig().isSignUpOpen });
    const warnings = takeWarnings(findUnknownKeys(SignUpSchema, await context.req.json()));
    return context.json({ success: true as const, id, login, warnings }, 200);
  });
}

function registerMakingLinks(app: RestApp): void {
  app.openapi(inviteRoute, async (context) => {
    const request = { input: context.req.valid("json"), canMail: getConfig().canMail };
    const handed = await inviteUser(getManagement(), context.var.actor, request);
    const warnings = takeWarnings(findUnknownKeys(InvitationSchema, await context.req.json()));
    return context.json({ ...toWireLink(handed), warnings }, 200);
  });

  app.openapi(linkRoute, async (context) => {
    const request = { id: context.req.valid("param").id, canMail: getConfig().canMail };
    const handed = await sendAccountLink(getManagement(), context.var.actor, request);
    return context.json({ ...toWireLink(handed), warnings: [] }, 200);
  });
}

function toWireLink({ user, link }: HandedLink): Omit<z.infer<typeof HandedLinkSchema>, "warnings"> {
  return {
    user: toWireUser(user),
    sent: link === null,
    url: link && renderAccountLinkUrl(getConfig().publicOrigin, link.token),
    expiresAt: link && toSeconds(link.expiresAt),
  };
}
