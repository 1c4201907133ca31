import { OpenAPIHono } from "@hono/zod-openapi";
import { AppError, toErrorEnvelope, toProblems, validationError } from "@understudy/domain";
import { explainDatabaseFailure, MockChangedError, requireOwnPassword } from "@understudy/management";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { requestIdHeader } from "../server/client-headers.ts";
import { identifyApiActor } from "../server/identify-actor.ts";
import { getLogger } from "../server/logger.ts";
import { registerAccountLinkRoutes } from "./account-link-routes.ts";
import { registerAccountRoutes } from "./account-routes.ts";
import { registerAdminUserRoutes } from "./admin-user-routes.ts";
import { registerAdminNamespaceRoutes } from "./admin-namespace-routes.ts";
import { answerOnce } from "./answer-once.ts";
import { registerAuditRoutes } from "./audit-routes.ts";
import { registerAuthRoutes } from "./auth-routes.ts";
import { registerBackupConfigRoutes } from "./backup-config-routes.ts";
import { registerBackupFileRoutes, uploadPath } from "./backup-file-routes.ts";
import { registerBackupRoutes } from "./backup-routes.ts";
import { registerChainRoutes } from "./chain-routes.ts";
import { registerCleanupPolicyRoutes } from "./cleanup-policy-routes.ts";
import { registerDatabaseRoutes } from "./database-routes.ts";
import { registerAdminDeliveryRoutes } from "./admin-delivery-routes.ts";
import { tellOfDenial } from "./tell-of-denial.ts";
import { registerDeliveryBatchRoutes } from "./delivery-batch-routes.ts";
import { registerDeliveryRoutes } from "./delivery-routes.ts";
import { registerDeliveryWaitRoutes } from "./delivery-wait-routes.ts";
import { registerEventRoutes } from "./event-routes.ts";
import { findNul } from "./find-nul.ts";
import { registerEventWebhookRoutes } from "./event-webhook-routes.ts";
import { registerFolderRoutes } from "./folder-routes.ts";
import { registerExplainRoutes } from "./explain-routes.ts";
import { registerHealthRoutes } from "./health-routes.ts";
import { registerJobRoutes } from "./job-routes.ts";
import { registerLicenceRoutes } from "./licence-routes.ts";
import { registerMemberRoutes } from "./member-routes.ts";
import { registerMockBatchRoutes } from "./mock-batch-routes.ts";
import { registerMockChangeRoutes } from "./mock-change-routes.ts";
import { registerMockLogRoutes } from "./mock-log-routes.ts";
import { registerMockRoutes } from "./mock-routes.ts";
import { toWireMock } from "./mock-shape.ts";
import { registerMockVersionRoutes } from "./mock-version-routes.ts";
import { registerNamespaceRoutes } from "./namespace-routes.ts";
import { registerRequestRoutes } from "./request-routes.ts";
import { documentPaths, registerOpenApiRoutes } from "./openapi-routes.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { registerSearchRoutes } from "./search-routes.ts";
import { registerSecondFactorRoutes } from "./second-factor-routes.ts";
import { registerStatusRoutes } from "./status-routes.ts";
import { registerStoreRoutes } from "./store-routes.ts";
import { registerStubKeyRoutes } from "./stub-key-routes.ts";
import { registerTagRoutes } from "./tag-routes.ts";
import { registerTargetRoutes } from "./target-routes.ts";
import { registerTemplateRoutes } from "./template-routes.ts";
import { registerTimelineRoutes } from "./timeline-routes.ts";
import { limitToken, showLimits, TokenLimitError } from "./token-limit.ts";
import { registerTokenRoutes } from "./token-routes.ts";
import { traceOperations } from "./trace-operation.ts";
import { registerTrashRoutes } from "./trash-routes.ts";
import { registerUndefinedRequestRoutes } from "./undefined-request-routes.ts";

/** Open to everybody (contract G9). All other routes know their actor, or answer 401. */
const anonymousPaths = new Set([
  ...["/health", "/health/live", "/health/ready"],
  ...[
    "/api/v1/auth/login",
    "/api/v1/auth/2fa/verify",
    "/api/v1/auth/set-password",
    "/api/v1/auth/forgot-password",
    "/api/v1/auth/sign-up",
  ],
  ...documentPaths,
]);

/** What a user can do before they have changed a password that somebody else chose. */
const pathsBeforeOwnPassword = new Set(["/api/v1/me", "/api/v1/auth/change-password", "/api/v1/auth/logout"]);

/** Who adds which routes, one file each. */
const registrars: readonly ((app: RestApp) => void)[] = [
  registerHealthRoutes,
  registerAuthRoutes,
  registerTokenRoutes,
  registerSecondFactorRoutes,
  registerAccountRoutes,
  registerAccountLinkRoutes,
  registerAdminUserRoutes,
  registerLicenceRoutes,
  registerNamespaceRoutes,
  registerMemberRoutes,
  registerCleanupPolicyRoutes,
  registerStubKeyRoutes,
  registerEventWebhookRoutes,
  registerTrashRoutes,
  registerSearchRoutes,
  registerAdminNamespaceRoutes,
  registerDatabaseRoutes,
  registerAuditRoutes,
  registerJobRoutes,
  registerBackupConfigRoutes,
  registerBackupFileRoutes,
  registerBackupRoutes,
  // Literal paths win over `{id}`: whoever is registered first is asked first.
  registerMockBatchRoutes,
  registerChainRoutes,
  registerMockRoutes,
  registerMockChangeRoutes,
  registerMockVersionRoutes,
  registerStoreRoutes,
  registerTagRoutes,
  registerFolderRoutes,
  registerTargetRoutes,
  registerTemplateRoutes,
  registerStatusRoutes,
  registerDeliveryBatchRoutes,
  registerDeliveryWaitRoutes,
  registerDeliveryRoutes,
  registerAdminDeliveryRoutes,
  registerRequestRoutes,
  registerTimelineRoutes,
  registerEventRoutes,
  registerMockLogRoutes,
  registerExplainRoutes,
  registerUndefinedRequestRoutes,
];

/** The public REST API: every route with its schemas, in one table. Handlers only parse ▸ identify ▸ call management ▸ shape. */
export function createRestApp(): RestApp {
  const app: RestApp = new OpenAPIHono<RestEnv>({
    defaultHook: (result) => {
      if (!result.success) throw validationError(toProblems(result.error));
    },
  });
  app.use(traceOperations(app));
  app.use(async (context, next) => {
    // PostgreSQL has no text with NUL, and no name of ours contains one.
    if (/%00/.test(context.req.url)) throw new AppError("validation", "the address must not contain NUL (%00)");
    if (!anonymousPaths.has(context.req.path)) {
      const actor = await identifyApiActor(context.req.raw.headers);
      context.set("actor", actor);
      if (!pathsBeforeOwnPassword.has(context.req.path)) requireOwnPassword(actor);
    }
    await next();
  });
  app.use(limitToken);
  // Without an actor there is nobody whose key it could be.
  // An upload is a stream, of which nobody can say whether it is the same before it is there.
  const isNeverReplayed = (path: string) => anonymousPaths.has(path) || path === uploadPath;
  app.use((context, next) => (isNeverReplayed(context.req.path) ? next() : answerOnce(context, next)));
  for (const register of registrars) register(app);
  registerOpenApiRoutes(app, anonymousPaths);
  app.onError((error, context) => {
    if (error instanceof AppError) tellOfDenial(app, context, error);
    return answerError(error, context);
  });
  app.notFound((context) => {
    const message = `there is nothing at ${context.req.method} ${context.req.path}`;
    return envelope(context, new AppError("not_found", message));
  });
  return app;
}

/** The one place where an error becomes the API's envelope. */
async function answerError(error: Error, context: Context): Promise<Response> {
  if (error instanceof MockChangedError) return envelope(context, error, describeCurrent(error));
  if (error instanceof TokenLimitError) {
    const answer = envelope(context, error);
    showLimits(answer, error.use);
    return answer;
  }
  if (error instanceof AppError) return envelope(context, error);
  if (error instanceof HTTPException && error.status < 500) {
    return envelope(context, new AppError("validation", error.message, { cause: error }));
  }
  const requestId = context.req.header(requestIdHeader) ?? "";
  const failure = explainDatabaseFailure(error);
  if (failure?.code === "validation") return envelope(context, (await nameNul(context)) ?? failure);
  if (failure !== null) {
    getLogger().warn({ event: "request.unavailable", requestId, path: context.req.path, err: error });
    return envelope(context, failure);
  }
  getLogger().error({ event: "request.failed", requestId, path: context.req.path, err: error });
  return envelope(
    context,
    new AppError("internal", "something went wrong on our side; the log has more under this request id"),
  );
}

/** Where in the body the text with NUL is. Null: it came some other way. */
async function nameNul(context: Context): Promise<AppError | null> {
  const path = findNul(await context.req.json().catch(() => null));
  return path === null ? null : validationError([{ path, message: "must not contain NUL" }]);
}

/** Both versions, and what the mock is now: whoever was late can merge without another read. */
function describeCurrent({ current, expectedVersion }: MockChangedError): object {
  return {
    currentVersion: current?.version ?? null,
    yourVersion: expectedVersion,
    mock: current && toWireMock(current),
  };
}

function envelope(context: Context, error: AppError, more: object = {}): Response {
  const body = toErrorEnvelope(error, context.req.header(requestIdHeader) ?? "");
  const response = Response.json({ ...body, ...more }, { status: error.status });
  if (error.retryAfterSeconds !== null) response.headers.set("retry-after", String(error.retryAfterSeconds));
  return response;
}
