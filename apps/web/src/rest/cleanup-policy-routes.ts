import { createRoute, z } from "@hono/zod-openapi";
import { CleanupPolicySchema } from "@understudy/domain";
import { getCleanupPolicy, setCleanupPolicy } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";
import { NamespaceParamSchema, type ScopedPath, scopedPaths } from "./scoped-paths.ts";

const PolicySchema = z
  .looseObject({ enabled: z.boolean().nullish() })
  .describe("What was written, and the same in the words of the other clients; 0 days: never");

/** What a namespace cleans up by itself (contract C4.5, C4.6, C10). */
export function registerCleanupPolicyRoutes(app: RestApp): void {
  for (const path of scopedPaths) register(app, path);
}

function register(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const responses = { 200: { description: "The policy", content: json(PolicySchema) }, ...errorAnswers };
  const getRoute = createRoute({
    method: "get",
    path: `${base}/cleanup-policy`,
    operationId: `getCleanupPolicy${by}`,
    summary: `What a namespace cleans up by itself${whose}`,
    request: { params: NamespaceParamSchema },
    responses,
  });
  app.openapi(getRoute, async (context) => {
    const where = { namespace: context.req.valid("param").ns, scope };
    return context.json(await getCleanupPolicy(getManagement(), context.var.actor, where), 200);
  });

  const putRoute = createRoute({
    method: "put",
    path: `${base}/cleanup-policy`,
    operationId: `setCleanupPolicy${by}`,
    summary: `Say what a namespace cleans up by itself; what is not given is as if it were never said${whose}`,
    request: { params: NamespaceParamSchema, body: { required: true, content: json(CleanupPolicySchema) } },
    responses,
  });
  app.openapi(putRoute, async (context) => {
    const request = { namespace: context.req.valid("param").ns, scope, policy: context.req.valid("json") };
    return context.json(await setCleanupPolicy(getManagement(), context.var.actor, request), 200);
  });
}
