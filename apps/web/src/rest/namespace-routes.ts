import { createRoute, z } from "@hono/zod-openapi";
import {
  findUnknownKeys,
  type Namespace,
  NamespaceChangeSchema,
  NamespaceNameSchema,
  stubAccessKinds,
} from "@understudy/domain";
import {
  changeNamespace,
  createNamespace,
  getNamespace,
  listNamespaceNames,
  namespaceNamesMax,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json, WarningsSchema } from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/namespaces",
  operationId: "listNamespaces",
  summary: "List the namespaces that you may see, by name",
  request: {
    query: z.object({
      cursor: cursorOf(nameCursor.schema),
      // Whoever knows nothing of pages reads all of them at once.
      limit: countWithDefault(namespaceNamesMax, namespaceNamesMax),
    }),
  },
  responses: {
    200: {
      description: "Their names",
      content: json(
        listSchema(
          z.object({
            namespaces: z.array(z.string()),
            items: z.array(z.string()),
            count: z.number(),
            ...nextCursorKey,
          }),
          z.string(),
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const createRouteDefinition = createRoute({
  method: "post",
  path: "/api/v1/namespaces",
  operationId: "createNamespace",
  summary: "Make a namespace",
  request: { body: { required: true, content: json(z.object({ name: NamespaceNameSchema })) } },
  responses: {
    200: { description: "Made", content: json(z.object({ name: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

const WireNamespaceSchema = z
  .object({
    name: z.string(),
    displayName: z.string(),
    description: z.string(),
    cors: z.boolean().describe("Whether browsers of other origins may read the answers of its stubs"),
    stubAccess: z.enum(stubAccessKinds).describe("key: only who shows one of its stub keys may call its stubs"),
    quotas: z
      .object({
        pendingDeliveries: z.int(),
        deliveriesPerMinute: z.int().nullable().describe("Null: no bound"),
        stubCallsPerMinute: z.int().nullable().describe("Of each process that serves stubs; null: no bound"),
        stubBodyBytes: z.int().nullable().describe("Null: that of the installation"),
      })
      .describe("A stub call that would go beyond these is answered 429. Set by admins of the installation"),
    retention: z
      .object({ days: z.int(), deliveries: z.int() })
      .describe(
        "Final deliveries, and calls of the request log, that are older or beyond the newest so many are removed",
      ),
    createdAt: z.int().describe("Unix seconds"),
  })
  .openapi("Namespace");

const namespacePath = { path: "/api/v1/namespaces/{ns}", request: { params: z.object({ ns: z.string() }) } };

const getRoute = createRoute({
  ...namespacePath,
  method: "get",
  operationId: "getNamespace",
  summary: "Describe a namespace",
  responses: { 200: { description: "The namespace", content: json(WireNamespaceSchema) }, ...errorAnswers },
});

const changeRoute = createRoute({
  ...namespacePath,
  method: "patch",
  operationId: "changeNamespace",
  summary: "Change what is given of a namespace; its name never changes",
  request: { ...namespacePath.request, body: { required: true, content: json(NamespaceChangeSchema) } },
  responses: {
    200: {
      description: "Changed, and visible to calls",
      content: json(WireNamespaceSchema.extend({ success: z.literal(true), warnings: WarningsSchema })),
    },
    ...errorAnswers,
  },
});

/** Namespaces (contract C3.1, C3.2; Decided 21). */
export function registerNamespaceRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { cursor: after, limit } = context.req.valid("query");
    const { names, next } = await listNamespaceNames(getManagement(), context.var.actor, { after, limit });
    const nextCursor = nameCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { namespaces: names, items: names, count: names.length, nextCursor };
    return context.json(shapeList(context, "namespaces", { object, array: names }), 200);
  });

  app.openapi(createRouteDefinition, async (context) => {
    const { name } = await createNamespace(getManagement(), context.var.actor, context.req.valid("json").name);
    return context.json({ name, success: true as const }, 200);
  });

  app.openapi(getRoute, async (context) => {
    const namespace = await getNamespace(getManagement(), context.var.actor, context.req.valid("param").ns);
    return context.json(toWireNamespace(namespace), 200);
  });

  app.openapi(changeRoute, async (context) => {
    const request = { name: context.req.valid("param").ns, change: context.req.valid("json") };
    const { namespace, notYetVisible } = await changeNamespace(getManagement(), context.var.actor, request);
    nameLateResolvers(context, notYetVisible);
    const warnings = takeWarnings(findUnknownKeys(NamespaceChangeSchema, await context.req.json()));
    return context.json({ ...toWireNamespace(namespace), success: true as const, warnings }, 200);
  });
}

function toWireNamespace(namespace: Namespace): z.infer<typeof WireNamespaceSchema> {
  const { isCorsEnabled, createdAt, stubs, quotas, ...rest } = namespace;
  return {
    ...rest,
    cors: isCorsEnabled,
    stubAccess: stubs.access,
    quotas: { ...quotas, stubCallsPerMinute: stubs.callsPerMinute, stubBodyBytes: stubs.bodyBytesMax },
    createdAt: Math.floor(createdAt.getTime() / 1000),
  };
}
