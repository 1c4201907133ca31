import { OpenAPIHono } from "@hono/zod-openapi";
import { AppError, toErrorEnvelope, toProblems, validationError } from "@understudy/domain";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { requestIdHeader } from "../server/client-headers.ts";
import { identifyApiActor } from "../server/identify-actor.ts";
import { getLogger } from "../server/logger.ts";
import { registerAuthRoutes } from "./auth-routes.ts";
import { registerDeliveryRoutes } from "./delivery-routes.ts";
import { registerExplainRoutes } from "./explain-routes.ts";
import { registerHealthRoutes } from "./health-routes.ts";
import { registerMockChangeRoutes } from "./mock-change-routes.ts";
import { registerMockLogRoutes } from "./mock-log-routes.ts";
import { registerMockRoutes } from "./mock-routes.ts";
import { registerNamespaceRoutes } from "./namespace-routes.ts";
import { registerRequestRoutes } from "./request-routes.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { registerStoreRoutes } from "./store-routes.ts";
import { registerUndefinedRequestRoutes } from "./undefined-request-routes.ts";

/** Open to everybody (contract G9). All other routes know their actor, or answer 401. */
const anonymousPaths = new Set(["/health", "/health/live", "/health/ready", "/api/v1/auth/login"]);

/** The public REST API: every route with its schemas, in one table. Handlers only parse ▸ identify ▸ call management ▸ shape. */
export function createRestApp(): RestApp {
  const app: RestApp = new OpenAPIHono<RestEnv>({
    defaultHook: (result) => {
      if (!result.success) throw validationError(toProblems(result.error));
    },
  });
  app.use(async (context, next) => {
    if (!anonymousPaths.has(context.req.path)) {
      context.set("actor", await identifyApiActor(context.req.raw.headers));
    }
    await next();
  });
  registerHealthRoutes(app);
  registerAuthRoutes(app);
  registerNamespaceRoutes(app);
  registerMockRoutes(app);
  registerMockChangeRoutes(app);
  registerStoreRoutes(app);
  registerDeliveryRoutes(app);
  registerRequestRoutes(app);
  registerMockLogRoutes(app);
  registerExplainRoutes(app);
  registerUndefinedRequestRoutes(app);
  app.onError(answerError);
  app.notFound((context) => {
    const message = `there is nothing at ${context.req.method} ${context.req.path}`;
    return envelope(context, new AppError("not_found", message));
  });
  return app;
}

/** The one place where an error becomes the API's envelope. */
function answerError(error: Error, context: Context): Response {
  if (error instanceof AppError) return envelope(context, error);
  if (error instanceof HTTPException && error.status < 500) {
    return envelope(context, new AppError("validation", error.message, { cause: error }));
  }
  const requestId = context.req.header(requestIdHeader) ?? "";
  getLogger().error({ event: "request.failed", requestId, path: context.req.path, err: error });
  return envelope(
    context,
    new AppError("internal", "something went wrong on our side; the log has more under this request id"),
  );
}

function envelope(context: Context, error: AppError): Response {
  const body = toErrorEnvelope(error, context.req.header(requestIdHeader) ?? "");
  return Response.json(body, { status: error.status });
}
