import { createRoute, z } from "@hono/zod-openapi";
import { listNamespaces } from "@understudy/management";
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

/** Namespaces (contract C3). */
export function registerNamespaceRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const namespaces = await listNamespaces(getManagement(), context.var.actor);
    return context.json({ namespaces: namespaces.map(({ name }) => name), count: namespaces.length }, 200);
  });
}
