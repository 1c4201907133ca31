import { createRoute, z } from "@hono/zod-openapi";
import { findUnknownKeys, LicenceActivationSchema, LicenceChangeSchema } from "@understudy/domain";
import {
  activateLicence,
  changeLicence,
  deleteLicence,
  getLicenceStanding,
  getLicenceUsage,
  listLicences,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import {
  CombinedLimitsSchema,
  LicenceSchema,
  LicenceStatusSchema,
  LicenceUsageSchema,
  SavedLicenceSchema,
  toWireLicence,
  toWireLimits,
  toWireStatus,
} from "./licence-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

const base = "/api/v1/admin/licenses";
const params = z.object({ id: z.string().max(100) });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...errorAnswers,
});

const statusRoute = createRoute({
  method: "get",
  path: `${base}/status`,
  operationId: "getLicenseStatus",
  summary: "How the installation stands by its licenses",
  responses: answer("What counts, and what ends soon", LicenceStatusSchema),
});

const usageRoute = createRoute({
  method: "get",
  path: `${base}/usage`,
  operationId: "getLicenseUsage",
  summary: "How much there is of what licenses limit",
  responses: answer("Counts of the whole installation", LicenceUsageSchema),
});

const limitsRoute = createRoute({
  method: "get",
  path: `${base}/combined-limits`,
  operationId: "getCombinedLimits",
  summary: "What all active licenses together allow, or what holds without one",
  responses: answer("The limits", CombinedLimitsSchema),
});

const listRoute = createRoute({
  method: "get",
  path: base,
  operationId: "listLicenses",
  summary: "All licenses, those that count no more too",
  responses: answer("The oldest first", z.array(LicenceSchema)),
});

const activateRoute = createRoute({
  method: "post",
  path: `${base}/activate`,
  operationId: "activateLicense",
  summary: "Activate a license by its key",
  request: { body: { required: true, content: json(LicenceActivationSchema) } },
  responses: answer("The license, whose limits count from now on", SavedLicenceSchema),
});

const changeRoute = createRoute({
  method: "put",
  path: `${base}/{id}`,
  operationId: "changeLicense",
  summary: "Give a license a newer key of its own, switch it off or on, or note something about it",
  request: { params, body: { required: true, content: json(LicenceChangeSchema) } },
  responses: answer("The license as it is now", SavedLicenceSchema),
});

const deleteRoute = createRoute({
  method: "delete",
  path: `${base}/{id}`,
  operationId: "deleteLicense",
  summary: "Forget a license; what was made while it counted stays",
  request: { params },
  responses: answer("Done", z.object({ success: z.literal(true) })),
});

/** Licences of the installation (contract C10). */
export function registerLicenceRoutes(app: RestApp): void {
  app.openapi(statusRoute, async (context) =>
    context.json(toWireStatus(await getLicenceStanding(getManagement(), context.var.actor)), 200),
  );

  app.openapi(usageRoute, async (context) => {
    const { deliveriesPerDay: deliveriesToday, ...counts } = await getLicenceUsage(getManagement(), context.var.actor);
    return context.json({ ...counts, deliveriesToday }, 200);
  });

  app.openapi(limitsRoute, async (context) =>
    context.json(toWireLimits(await getLicenceStanding(getManagement(), context.var.actor)), 200),
  );

  app.openapi(listRoute, async (context) =>
    context.json((await listLicences(getManagement(), context.var.actor)).map(toWireLicence), 200),
  );

  app.openapi(activateRoute, async (context) => {
    const licence = await activateLicence(getManagement(), context.var.actor, context.req.valid("json").key);
    const warnings = takeWarnings(findUnknownKeys(LicenceActivationSchema, await context.req.json()));
    return context.json({ ...toWireLicence(licence), warnings }, 200);
  });

  app.openapi(changeRoute, async (context) => {
    const request = { id: context.req.valid("param").id, change: context.req.valid("json") };
    const licence = await changeLicence(getManagement(), context.var.actor, request);
    const warnings = takeWarnings(findUnknownKeys(LicenceChangeSchema, await context.req.json()));
    return context.json({ ...toWireLicence(licence), warnings }, 200);
  });

  app.openapi(deleteRoute, async (context) => {
    await deleteLicence(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json({ success: true as const }, 200);
  });
}
