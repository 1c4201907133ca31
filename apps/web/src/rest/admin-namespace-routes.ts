import { createRoute, z } from "@hono/zod-openapi";
import type { NamespaceSummary } from "@understudy/domain";
import { deleteNamespace, listNamespaceSummaries, restoreNamespace } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { nameCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { toSeconds } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json } from "./schemas.ts";
import { NamespaceParamSchema, type ScopedPath, scopedPaths } from "./scoped-paths.ts";

const SummarySchema = z.object({
  name: z.string(),
  displayName: z.string(),
  mockCount: z.int(),
  userCount: z.int(),
  createdAt: z.int().describe("Unix seconds"),
  closedAt: z.int().nullable().describe("When it was deleted; null: it is live"),
});

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/namespaces",
  operationId: "listAllNamespaces",
  summary: "All namespaces of the installation, by name",
  request: {
    query: z.object({
      deleted: z.enum(["true", "false"], "must be true or false").default("false").describe("Deleted ones as well"),
      search: z.string().max(200).optional().describe("A part of the name or the display name"),
      offset: countWithDefault(0, 1_000_000_000),
      limit: countWithDefault(1_000, 1_000),
      cursor: cursorOf(nameCursor.schema),
    }),
  },
  responses: {
    200: {
      description: "A page of them",
      content: json(
        listSchema(
          z.object({
            namespaces: z.array(SummarySchema),
            items: z.array(SummarySchema),
            total: z.number(),
            offset: z.number(),
            limit: z.number(),
            ...nextCursorKey,
          }),
          SummarySchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const done = (description: string) => ({
  200: { description, content: json(z.object({ name: z.string(), success: z.literal(true) })) },
  ...errorAnswers,
});

const restoreRoute = createRoute({
  method: "put",
  path: "/api/v1/admin/namespaces/{ns}/restore",
  operationId: "restoreNamespace",
  summary: "Bring a deleted namespace back with all that was in it",
  request: { params: NamespaceParamSchema },
  responses: done("It is live, its stubs answer, and what was held is sent"),
});

/** Life and death of namespaces (contract C10; Decided 19). */
export function registerAdminNamespaceRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { deleted, search, ...wanted } = context.req.valid("query");
    const query = { isDeletedToo: deleted === "true", search, ...toListPage(wanted) };
    const { namespaces, total, next } = await listNamespaceSummaries(getManagement(), context.var.actor, query);
    const items = namespaces.map(toWireSummary);
    const nextCursor = nameCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { namespaces: items, items, total, offset: wanted.offset, limit: wanted.limit, nextCursor };
    return context.json(shapeList(context, "adminNamespaces", { object, array: items }), 200);
  });

  app.openapi(restoreRoute, async (context) => {
    const name = context.req.valid("param").ns;
    const { notYetVisible } = await restoreNamespace(getManagement(), context.var.actor, name);
    nameLateResolvers(context, notYetVisible);
    return context.json({ name, success: true as const }, 200);
  });

  for (const path of scopedPaths) registerDelete(app, path);
}

function registerDelete(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const route = createRoute({
    method: "delete",
    path: base,
    operationId: `deleteNamespace${by}`,
    summary: `Delete a namespace softly: it can be restored${whose}`,
    request: { params: NamespaceParamSchema },
    responses: done("Its stubs don't answer any more, and its deliveries are held"),
  });
  app.openapi(route, async (context) => {
    const name = context.req.valid("param").ns;
    const { notYetVisible } = await deleteNamespace(getManagement(), context.var.actor, { namespace: name, scope });
    nameLateResolvers(context, notYetVisible);
    return context.json({ name, success: true as const }, 200);
  });
}

function toWireSummary({ createdAt, closedAt, ...rest }: NamespaceSummary): z.infer<typeof SummarySchema> {
  return { ...rest, createdAt: toSeconds(createdAt), closedAt: closedAt && toSeconds(closedAt) };
}
