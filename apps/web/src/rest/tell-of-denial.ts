import type { AppError } from "@understudy/domain";
import { noteDenial } from "@understudy/management";
import type { Context } from "hono";
import { routePath } from "hono/route";
import { getManagement } from "../server/management.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";

/** Tells the audit trail when a known actor was refused. Never slows or fails the answer. */
export function tellOfDenial(app: RestApp, context: Context<RestEnv>, error: AppError): void {
  // Nobody is known yet where the token itself is refused.
  const actor = context.get("actor") as RestEnv["Variables"]["actor"] | undefined;
  if (actor === undefined) return;
  const at = { operation: findOperation(app, context), path: context.req.path };
  noteDenial(getManagement(), actor, { error, at });
}

/** The `operationId` of what was called; what has none is named by method and path. */
function findOperation(app: RestApp, context: Context<RestEnv>): string {
  const path = routePath(context, -1).replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
  const method = context.req.method.toLowerCase();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const { route } = definition;
    if (route.method === method && route.path === path) return route.operationId ?? `${context.req.method} ${path}`;
  }
  return `${context.req.method} ${path}`;
}
