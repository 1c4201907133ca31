import { createRoute, z } from "@hono/zod-openapi";
import { NamespaceNameSchema } from "@understudy/domain";
import { createNamespace, listNamespaces } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/namespaces",
  summary: "List the namespaces that you may see",
  responses: {
    200: {
      description: "Their names",
      content: json(z.object({ namespaces: z.array(z.string()), count: z.number() })),
    },
    ...errorAnswers,
  },
});

const createRouteDefinition = createRoute({
  method: "post",
  path: "/api/v1/namespaces",
  summary: "Make a namespace",
  request: { body: { required: true, content: json(z.object({ name: NamespaceNameSchema })) } },
  responses: {
    200: { description: "Made", content: json(z.object({ name: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

/** Namespaces (contract C3.1, C3.2). */
export function registerNamespaceRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const namespaces = await listNamespaces(getManagement(), context.var.actor);
    return context.json({ namespaces: namespaces.map(({ name }) => name), count: namespaces.length }, 200);
  });

  app.openapi(createRouteDefinition, async (context) => {
    const { name } = await createNamespace(getManagement(), context.var.actor, context.req.valid("json").name);
    return context.json({ name, success: true as const }, 200);
  });
}
