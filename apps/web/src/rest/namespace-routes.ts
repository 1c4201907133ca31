import { createRoute, z } from "@hono/zod-openapi";
import { NamespaceNameSchema } from "@understudy/domain";
import { createNamespace, listNamespaces } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/namespaces",
  summary: "List the namespaces that you may see",
  responses: {
    200: {
      description: "Their names",
      content: json(
        listSchema(
          z.object({ namespaces: z.array(z.string()), items: z.array(z.string()), count: z.number() }),
          z.string(),
        ),
      ),
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
    const names = (await listNamespaces(getManagement(), context.var.actor)).map(({ name }) => name);
    const object = { namespaces: names, items: names, count: names.length };
    return context.json(shapeList(context, "namespaces", { object, array: names }), 200);
  });

  app.openapi(createRouteDefinition, async (context) => {
    const { name } = await createNamespace(getManagement(), context.var.actor, context.req.valid("json").name);
    return context.json({ name, success: true as const }, 200);
  });
}
