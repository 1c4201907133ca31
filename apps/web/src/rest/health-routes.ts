import { createRoute, z } from "@hono/zod-openapi";
import { checkHealth, type HealthCheck, healthOf } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import type { RestApp } from "./rest-env.ts";
import { ErrorSchema, json } from "./schemas.ts";
import packageJson from "../../package.json" with { type: "json" };

const StatusSchema = z.enum(["pass", "warn", "fail"]);
const CheckSchema = z.object({ status: StatusSchema, output: z.string(), time: z.string() });
const HealthSchema = z.object({
  status: StatusSchema,
  releaseId: z.string(),
  uptime: z.string(),
  checks: z.record(z.string(), z.array(CheckSchema)),
  errors: z.record(z.string(), z.string()).optional(),
});
const LiveSchema = z.object({ status: z.literal("pass") });

/** Of the front door, which answers before anybody here is asked. */
const refusals = {
  403: { description: "A callback of ours: those reach stubs only", content: json(ErrorSchema) },
};
const answers = {
  ...refusals,
  200: { description: "All that answers calls is there; `warn`: something else is not", content: json(HealthSchema) },
  503: { description: "Something is away, or nobody answers", content: json(z.union([HealthSchema, ErrorSchema])) },
};
const healthRoute = createRoute({
  method: "get",
  path: "/health",
  operationId: "checkHealth",
  summary: "Health, part by part",
  responses: answers,
});
const readyRoute = createRoute({
  method: "get",
  path: "/health/ready",
  operationId: "checkReadiness",
  summary: "Ready for work?",
  responses: answers,
});
const liveRoute = createRoute({
  method: "get",
  path: "/health/live",
  operationId: "checkLiveness",
  summary: "Alive?",
  responses: {
    ...refusals,
    200: { description: "The process answers", content: json(LiveSchema) },
    503: { description: "It does not", content: json(ErrorSchema) },
  },
});

/** Health of the installation, open to everybody (contract C7.1–C7.3). */
export function registerHealthRoutes(app: RestApp): void {
  for (const route of [healthRoute, readyRoute]) {
    app.openapi(route, async (context) => {
      const health = toHealth(await checkHealth(getManagement()));
      return context.json(health, health.status === "fail" ? 503 : 200);
    });
  }
  app.openapi(liveRoute, (context) => context.json({ status: "pass" as const }, 200));
}

function toHealth(checks: readonly HealthCheck[]): z.infer<typeof HealthSchema> {
  const time = new Date().toISOString();
  const wrong = checks.filter(({ status }) => status !== "pass");
  const parts = checks.map(({ name, status, output }) => [name, [{ status, output, time }]]);
  return {
    status: healthOf(checks),
    releaseId: packageJson.version,
    uptime: `${Math.floor(process.uptime())}s`,
    checks: Object.fromEntries(parts) as z.infer<typeof HealthSchema>["checks"],
    ...(wrong.length > 0 && { errors: Object.fromEntries(wrong.map(({ name, output }) => [name, output])) }),
  };
}
