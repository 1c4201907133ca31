import { createRoute, z } from "@hono/zod-openapi";
import { deleteMock, getMock, listMocks, saveMock } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { nameRevision, readPrecondition } from "./entity-tag.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { mockCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { oneMockRequest, toWireMock, WireMockInputSchema, WireMockSchema } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import { listWarnings } from "./warnings.ts";
import { findNamedNamespace, namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import {
  errorAnswers,
  json,
  NamespaceHeaderSchema,
  NamespaceQuerySchema,
  PageQuerySchema,
  WarningsSchema,
} from "./schemas.ts";

const saveRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks",
  operationId: "saveMock",
  summary: "Create a mock, or replace the one of the same id",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema,
    body: { required: true, content: json(WireMockInputSchema) },
  },
  responses: {
    200: {
      description: "Saved, and visible to calls",
      content: json(
        z.object({
          id: z.string(),
          mock: WireMockSchema,
          isNew: z.boolean().describe("Whether a mock was replaced, as clients expect it of this name (Decided 6)"),
          overwritten: z.boolean(),
          success: z.literal(true),
          message: z.string(),
          warnings: WarningsSchema,
        }),
      ),
    },
    ...errorAnswers,
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks",
  operationId: "listMocks",
  summary: "List the mocks of a namespace, newest first",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend(PageQuerySchema.shape).extend({
      cursor: cursorOf(mockCursor.schema),
      search: z.string().max(500).optional(),
      tags: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .describe("Comma-separated or repeated; all must be there"),
    }),
  },
  responses: {
    200: {
      description: "A page",
      content: json(
        listSchema(
          z.object({
            mocks: z.array(WireMockSchema),
            items: z.array(WireMockSchema),
            count: z.number(),
            total: z.number(),
            offset: z.number(),
            limit: z.number(),
            ...nextCursorKey,
            message: z.string(),
          }),
          WireMockSchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks/{id}",
  operationId: "getMock",
  summary: "Get a mock",
  request: oneMockRequest,
  responses: { 200: { description: "The mock", content: json(WireMockSchema) }, ...errorAnswers },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/mocks/{id}",
  operationId: "deleteMock",
  summary: "Delete a mock; it can be restored",
  request: oneMockRequest,
  responses: {
    200: {
      description: "Deleted; calls no longer find it",
      content: json(z.object({ id: z.string(), namespace: z.string(), success: z.literal(true), message: z.string() })),
    },
    ...errorAnswers,
  },
});

/** The mocks' CRUD (contract C1.1, C1.2, C1.3, C1.5). */
export function registerMockRoutes(app: RestApp): void {
  app.openapi(saveRoute, async (context) => {
    const input = context.req.valid("json");
    const namespace = resolveNamespace(context.var.actor, { body: input.namespace, ...namedBy(context) });
    const saved = await saveMock(getManagement(), context.var.actor, {
      input,
      namespace,
      precondition: readPrecondition(context),
    });
    nameLateResolvers(context, saved.notYetVisible);
    nameRevision(context, saved.mock);
    return context.json(
      {
        id: saved.mock.id,
        mock: toWireMock(saved.mock),
        isNew: saved.isReplaced,
        overwritten: saved.isReplaced,
        success: true as const,
        message: saved.isReplaced ? "Mock replaced" : "Mock created",
        warnings: listWarnings([{ body: await context.req.json(), input, path: "$" }], saved.warnings),
      },
      200,
    );
  });

  app.openapi(listRoute, async (context) => {
    const { search, tags, ...wanted } = context.req.valid("query");
    const { offset, limit } = wanted;
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const { after, ...page } = toListPage(wanted);
    const position = after && { createdAt: after.at, id: after.id };
    const query = { namespace, ...page, after: position, search, tags: splitTags(tags) };
    const { mocks, total, next } = await listMocks(getManagement(), context.var.actor, query);
    const items = mocks.map(toWireMock);
    const nextCursor = mockCursor.render(next && { at: next.createdAt, id: next.id });
    linkNextPage(context, nextCursor);
    const object = { mocks: items, items, count: items.length, total, offset, limit, nextCursor, message: "ok" };
    return context.json(shapeList(context, "mocks", { object, array: items }), 200);
  });

  app.openapi(getRoute, async (context) => {
    const reference = { id: context.req.valid("param").id, namespace: namedNamespace(context) };
    const mock = await getMock(getManagement(), context.var.actor, reference);
    nameRevision(context, mock);
    return context.json(toWireMock(mock), 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const reference = { id: context.req.valid("param").id, namespace: namedNamespace(context) };
    const request = { ...reference, precondition: readPrecondition(context) };
    const { namespace, notYetVisible } = await deleteMock(getManagement(), context.var.actor, request);
    nameLateResolvers(context, notYetVisible);
    return context.json({ id: reference.id, namespace, success: true as const, message: "Mock deleted" }, 200);
  });
}

function namedNamespace(context: Context<RestEnv>): string | undefined {
  return findNamedNamespace(context.var.actor, namedBy(context));
}

function splitTags(tags: string | string[] | undefined): string[] {
  const lists = tags === undefined ? [] : [tags].flat();
  return lists.flatMap((list) => list.split(",")).flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()]));
}
