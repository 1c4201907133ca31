import type { Context } from "hono";
import { routePath } from "hono/route";
import type { RestApp, RestEnv } from "./rest-env.ts";

/** The route that answers a request, in the words of the OpenAPI document. */
export interface Operation {
  /** Template of the path, such as `/api/v1/mocks/{id}`. */
  path: string;
  operationId: string;
}

/** Null: there is none, or it is not in the document. */
export function findOperation(app: RestApp, context: Context<RestEnv>): Operation | null {
  const path = routePath(context, -1).replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
  const method = context.req.method.toLowerCase();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const { route } = definition;
    if (route.method === method && route.path === path && route.operationId !== undefined)
      return { path, operationId: route.operationId };
  }
  return null;
}
