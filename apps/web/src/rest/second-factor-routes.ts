import { createRoute, z } from "@hono/zod-openapi";
import { ConfirmSecondFactorSchema, OwnershipProofSchema, VerifySecondFactorSchema } from "@understudy/domain";
import {
  confirmSecondFactor,
  enrolSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  verifySecondFactor,
} from "@understudy/management";
import { readClient } from "../server/client-headers.ts";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";
import { toWireSession, WireSessionSchema } from "./session-shape.ts";

const own = "/api/v1/me/second-factor";

const verifyRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/2fa/verify",
  operationId: "verifySecondFactor",
  summary: "Complete a sign-in by a code of the authenticator, or by a recovery code",
  request: { body: { required: true, content: json(VerifySecondFactorSchema) } },
  responses: { 200: { description: "Signed in", content: json(WireSessionSchema) }, ...errorAnswers },
});

const getRoute = createRoute({
  method: "get",
  path: own,
  operationId: "getSecondFactor",
  summary: "Whether signing in asks you for a second factor",
  responses: {
    200: {
      description: "How it is",
      content: json(
        z.object({
          enabled: z.boolean(),
          confirmed_at: z.string().nullable(),
          recovery_codes_left: z.int(),
        }),
      ),
    },
    ...errorAnswers,
  },
});

const enrolRoute = createRoute({
  method: "post",
  path: own,
  operationId: "enrolSecondFactor",
  summary: "Set up an authenticator; it counts once it is confirmed. Its secret is shown this once",
  responses: {
    200: { description: "Set up", content: json(z.object({ secret: z.string(), otpauth_uri: z.string() })) },
    ...errorAnswers,
  },
});

const RecoveryCodesSchema = z.object({ recovery_codes: z.array(z.string()), message: z.string() });
const keepThem = "Keep the recovery codes now: they are not shown again, and each works once";

const confirmRoute = createRoute({
  method: "post",
  path: `${own}/confirm`,
  operationId: "confirmSecondFactor",
  summary: "Switch on what was set up, by one of its codes",
  request: { body: { required: true, content: json(ConfirmSecondFactorSchema) } },
  responses: { 200: { description: "It is on", content: json(RecoveryCodesSchema) }, ...errorAnswers },
});

const renewRoute = createRoute({
  method: "post",
  path: `${own}/recovery-codes`,
  operationId: "renewRecoveryCodes",
  summary: "Replace the recovery codes; needs a code, a recovery code or the password",
  request: { body: { required: true, content: json(OwnershipProofSchema) } },
  responses: { 200: { description: "The new ones", content: json(RecoveryCodesSchema) }, ...errorAnswers },
});

const removeRoute = createRoute({
  method: "delete",
  path: own,
  operationId: "removeSecondFactor",
  summary: "Switch the second factor off; needs a code, a recovery code or the password",
  request: { body: { required: true, content: json(OwnershipProofSchema) } },
  responses: {
    200: { description: "It is off", content: json(z.object({ enabled: z.literal(false) })) },
    ...errorAnswers,
  },
});

const resetRoute = createRoute({
  method: "delete",
  path: "/api/v1/admin/users/{id}/second-factor",
  operationId: "resetSecondFactor",
  summary: "Switch the second factor of a user off who has lost it (admins)",
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: {
      description: "It is off; `reset` says whether it was on, or set up",
      content: json(z.object({ id: z.string(), reset: z.boolean() })),
    },
    ...errorAnswers,
  },
});

/** The second factor: of one's own, of others, and when signing in (contract C8.4; snake_case as the contract has it there). */
export function registerSecondFactorRoutes(app: RestApp): void {
  app.openapi(verifyRoute, async (context) => {
    const client = readClient(context.req.raw.headers);
    const session = await verifySecondFactor(getManagement(), { ...context.req.valid("json"), client });
    return context.json(toWireSession(session), 200);
  });
  app.openapi(getRoute, async (context) => {
    const { isOn, confirmedAt, recoveryCodesLeft } = await getSecondFactor(getManagement(), context.var.actor);
    const confirmed_at = confirmedAt?.toISOString() ?? null;
    return context.json({ enabled: isOn, confirmed_at, recovery_codes_left: recoveryCodesLeft }, 200);
  });
  app.openapi(enrolRoute, async (context) => {
    const { secret, otpauthUri } = await enrolSecondFactor(getManagement(), context.var.actor);
    return context.json({ secret, otpauth_uri: otpauthUri }, 200);
  });
  app.openapi(confirmRoute, async (context) => {
    const { recoveryCodes } = await confirmSecondFactor(getManagement(), context.var.actor, context.req.valid("json"));
    return context.json({ recovery_codes: recoveryCodes, message: keepThem }, 200);
  });
  app.openapi(renewRoute, async (context) => {
    const proof = context.req.valid("json");
    const { recoveryCodes } = await renewRecoveryCodes(getManagement(), context.var.actor, { proof });
    return context.json({ recovery_codes: recoveryCodes, message: keepThem }, 200);
  });
  app.openapi(removeRoute, async (context) => {
    await removeSecondFactor(getManagement(), context.var.actor, { proof: context.req.valid("json") });
    return context.json({ enabled: false as const }, 200);
  });
  app.openapi(resetRoute, async (context) => {
    const { id } = context.req.valid("param");
    return context.json({ id, reset: await resetSecondFactor(getManagement(), context.var.actor, id) }, 200);
  });
}
