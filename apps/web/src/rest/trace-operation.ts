import type { Context, MiddlewareHandler } from "hono";
import { findRequestTrace } from "../server/request-trace.ts";
import { findOperation } from "./find-operation.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";

/** Tells the span of a request, if it has one, which operation it was. */
export function traceOperations(app: RestApp): MiddlewareHandler<RestEnv> {
  return async (context: Context<RestEnv>, next) => {
    const trace = findRequestTrace();
    if (trace === null) return next();
    await next();
    const operation = findOperation(app, context);
    // A second attempt at a path with a plus in it may find nothing where the first one did.
    trace.route = operation?.path ?? trace.route;
    trace.operation = operation?.operationId ?? trace.operation;
  };
}
