import { createRoute, z } from "@hono/zod-openapi";
import { getDatabaseHealth } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/database/health",
  operationId: "getDatabaseHealth",
  summary: "How large the database is, and how much of its connections is used",
  responses: {
    200: {
      description: "How it is",
      content: json(
        z.object({
          status: z.enum(["healthy", "degraded", "unhealthy"]),
          size: z.int().describe("Bytes on disk"),
          tables: z.int(),
          connections: z.int().describe("Open to the server, by whomever"),
          maxConnections: z.int(),
        }),
      ),
    },
    ...errorAnswers,
  },
});

/** The database of the installation (contract C10). */
export function registerDatabaseRoutes(app: RestApp): void {
  app.openapi(healthRoute, async (context) => {
    const { sizeBytes, connectionsMax, ...health } = await getDatabaseHealth(getManagement(), context.var.actor);
    return context.json({ ...health, size: sizeBytes, maxConnections: connectionsMax }, 200);
  });
}
