import { createRoute, z } from "@hono/zod-openapi";
import { exportAuditTrail, listAuditTrail, verifyAuditTrail } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { answerExport, exportFormats } from "./audit-export.ts";
import {
  AuditEntrySchema,
  AuditFilterSchema,
  InstallationAuditFilterSchema,
  toAuditFilter,
  toWireAuditEntry,
} from "./audit-shape.ts";
import { linkNextPage, nextPageHeaders } from "./next-page.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json } from "./schemas.ts";
import { NamespaceParamSchema } from "./scoped-paths.ts";

const page = {
  cursor: z.uuid("must be the nextCursor of another page").optional(),
  limit: countWithDefault(50, 200),
};
const format = z.enum(exportFormats, `must be ${exportFormats.join(" or ")}`).default("ndjson");
const file = { schema: z.string() };

const listed = {
  200: {
    description: "A page; nextCursor leads to the one behind it",
    content: json(
      z.object({
        entries: z.array(AuditEntrySchema),
        items: z.array(AuditEntrySchema),
        nextCursor: z.string().nullable(),
      }),
    ),
    headers: nextPageHeaders,
  },
  ...errorAnswers,
};
const exported = {
  200: { description: "A file", content: { "application/x-ndjson": file, "text/csv": file } },
  ...errorAnswers,
};

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/audit",
  operationId: "listAuditTrail",
  summary: "Who did what, and who was denied, in the installation and all namespaces, newest first",
  request: { query: InstallationAuditFilterSchema.extend(page) },
  responses: listed,
});

const exportRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/audit/export",
  operationId: "exportAuditTrail",
  summary: "The same as a file, with everything that the filter lets through",
  request: { query: InstallationAuditFilterSchema.extend({ format }) },
  responses: exported,
});

const listOfNamespaceRoute = createRoute({
  method: "get",
  path: "/api/v1/namespaces/{ns}/audit",
  operationId: "listAuditTrailOfNamespace",
  summary: "Who did what, and who was denied, in a namespace, newest first",
  request: { params: NamespaceParamSchema, query: AuditFilterSchema.extend(page) },
  responses: listed,
});

const exportOfNamespaceRoute = createRoute({
  method: "get",
  path: "/api/v1/namespaces/{ns}/audit/export",
  operationId: "exportAuditTrailOfNamespace",
  summary: "The same as a file, with everything that the filter lets through",
  request: { params: NamespaceParamSchema, query: AuditFilterSchema.extend({ format }) },
  responses: exported,
});

const VerdictSchema = z
  .object({
    namespace: z.string().nullable().describe("null: the installation"),
    intact: z.boolean().describe("Whether nothing was found changed, removed or cut off"),
    sealedTo: z.int().describe("Number of the last sealed entry"),
    sealedAt: z.iso.datetime().nullable(),
    waiting: z.int().describe("Entries that are not sealed yet"),
    removedTo: z.int().describe("Entries up to this number are kept no longer"),
    verifiedTo: z.int().describe("Entries up to this number are as they were sealed"),
    problem: z
      .object({
        kind: z.enum(["head", "checkpoint", "unknown_key", "removed", "changed", "cut_off", "added"]),
        number: z.int().describe("Of the first entry that is not as it was sealed"),
        message: z.string(),
      })
      .nullable(),
  })
  .openapi("AuditChain");

const verifyRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/audit/verify",
  operationId: "verifyAuditTrail",
  summary:
    "Whether the audit trail is as it was sealed: how far each chain goes, and what was changed, removed or cut off",
  request: { query: InstallationAuditFilterSchema.pick({ namespace: true, installation: true }) },
  responses: {
    200: {
      description: "A chain for the installation, and one for each namespace that ever was",
      content: json(z.object({ intact: z.boolean(), chains: z.array(VerdictSchema), items: z.array(VerdictSchema) })),
    },
    ...errorAnswers,
  },
});

/** The audit trail (contract, Decided 21; C10). */
export function registerAuditRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { cursor, limit, ...filter } = context.req.valid("query");
    const query = { place: { namespace: null }, filter: toAuditFilter(filter), cursor, limit };
    return context.json(await readPage(context, query), 200);
  });
  app.openapi(listOfNamespaceRoute, async (context) => {
    const { cursor, limit, ...filter } = context.req.valid("query");
    const place = { namespace: context.req.valid("param").ns };
    return context.json(await readPage(context, { place, filter, cursor, limit }), 200);
  });
  app.openapi(exportRoute, async (context) => {
    const { format, ...filter } = context.req.valid("query");
    const query = { place: { namespace: null }, filter: toAuditFilter(filter) };
    return answerExport(await exportAuditTrail(getManagement(), context.var.actor, query), { format, name: "audit" });
  });
  app.openapi(exportOfNamespaceRoute, async (context) => {
    const { format, ...filter } = context.req.valid("query");
    const { ns: namespace } = context.req.valid("param");
    const parts = await exportAuditTrail(getManagement(), context.var.actor, { place: { namespace }, filter });
    return answerExport(parts, { format, name: `audit-${namespace}` });
  });
  app.openapi(verifyRoute, async (context) => {
    const { namespace } = toAuditFilter(context.req.valid("query"));
    const verdicts = await verifyAuditTrail(getManagement(), context.var.actor, { namespace });
    const chains = verdicts.map(({ sealedAt, problem, ...verdict }) => ({
      ...verdict,
      intact: problem === null,
      sealedAt: sealedAt?.toISOString() ?? null,
      problem,
    }));
    return context.json({ intact: chains.every(({ intact }) => intact), chains, items: chains }, 200);
  });
}

async function readPage(
  context: Context<RestEnv>,
  query: Parameters<typeof listAuditTrail>[2],
): Promise<{
  entries: z.infer<typeof AuditEntrySchema>[];
  items: z.infer<typeof AuditEntrySchema>[];
  nextCursor: string | null;
}> {
  const { entries, nextCursor } = await listAuditTrail(getManagement(), context.var.actor, query);
  const items = entries.map(toWireAuditEntry);
  linkNextPage(context, nextCursor);
  return { entries: items, items, nextCursor };
}
