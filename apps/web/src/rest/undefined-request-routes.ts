import { createRoute, z } from "@hono/zod-openapi";
import {
  createMockOfUndefinedRequest,
  deleteUndefinedRequests,
  ignoreUndefinedRequest,
  listUndefinedRequests,
  type UndefinedRequestView,
} from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { momentCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { joinHeaders, valueOf } from "./mock-log-routes.ts";
import { toSeconds, toWireMock, WireMockInputSchema, WireMockSchema } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import { optionalBody, readOptionalBody } from "./optional-body.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema, PageQuerySchema } from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };
const one = { params: z.object({ id: z.uuid("must be the id of an undefined request") }) };

/** Each count and time under the names of all clients (contract C6), times in unix seconds. */
const UndefinedRequestSchema = z
  .object({
    id: z.string(),
    namespace: z.string(),
    method: z.string(),
    path: z.string(),
    protocol: z.literal("http"),
    timestamp: z.number().describe("When it was called last"),
    count: z.number(),
    hitCount: z.number(),
    firstSeen: z.number(),
    lastSeen: z.number(),
    ignored: z.boolean(),
    query: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.record(z.string(), z.unknown()).optional().describe("The last body, if it is a JSON object"),
    bodyText: z.string().optional().describe("The last body, if it is anything else"),
    explanation: z.unknown().describe("The nearest mocks and what failed"),
  })
  .openapi("UndefinedRequest");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/undefined-requests",
  operationId: "listUndefinedRequests",
  summary: "List calls that no mock matched, grouped by method and path",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend(PageQuerySchema.shape).extend({
      ignored: z
        .enum(["true", "false", "all"], "must be true, false or all")
        .default("false")
        .describe("Ignored ones are left out unless they are asked for"),
      cursor: cursorOf(momentCursor.schema),
    }),
  },
  responses: {
    200: {
      description: "A page, those that were seen last first",
      content: json(
        listSchema(
          z.object({
            requests: z.array(UndefinedRequestSchema),
            items: z.array(UndefinedRequestSchema),
            total: z.number(),
            offset: z.number(),
            limit: z.number(),
            ...nextCursorKey,
          }),
          UndefinedRequestSchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const ignoreRoute = createRoute({
  method: "patch",
  path: "/api/v1/undefined-requests/{id}/ignore",
  operationId: "ignoreUndefinedRequest",
  summary: "Leave it out of the list",
  request: one,
  responses: {
    200: { description: "Ignored", content: json(z.object({ id: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

const deleted = {
  200: { description: "Forgotten", content: json(z.object({ deleted: z.number(), success: z.literal(true) })) },
  ...errorAnswers,
};

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/undefined-requests",
  operationId: "deleteUndefinedRequests",
  summary: "Forget some of them",
  request: { ...named, body: { required: true, content: json(z.object({ ids: z.array(z.uuid()).max(1_000) })) } },
  responses: deleted,
});

const deleteAllRoute = createRoute({
  method: "delete",
  path: "/api/v1/undefined-requests/all",
  operationId: "deleteAllUndefinedRequests",
  summary: "Forget all of a namespace",
  request: named,
  responses: deleted,
});

const made = {
  mock: WireMockSchema,
  mockId: z.string(),
  protocol: z.literal("http"),
  isNew: z.boolean().describe("Whether a mock was replaced (Decided 6)"),
};

const CreateMockBodySchema = z.object({ mockData: WireMockInputSchema.optional() }).openapi("MockOfUndefinedRequest");

const createMockRoute = createRoute({
  method: "post",
  path: "/api/v1/undefined-requests/{id}/create-mock",
  operationId: "createMockOfUndefinedRequest",
  summary: "Make a mock that answers it: the one in mockData, or an empty JSON object",
  request: one,
  requestBody: optionalBody("MockOfUndefinedRequest"),
  responses: {
    200: { description: "The mock, its fields at the top as well", content: json(z.looseObject(made)) },
    ...errorAnswers,
  },
});

const convertRoute = createRoute({
  method: "post",
  path: "/api/v1/undefined-requests/{id}/convert",
  operationId: "convertUndefinedRequest",
  summary: "Make a mock that answers it with an empty JSON object",
  request: one,
  responses: { 200: { description: "The mock", content: json(z.object(made)) }, ...errorAnswers },
});

/** Calls that no mock matched (contract C6). */
export function registerUndefinedRequestRoutes(app: RestApp): void {
  app.openAPIRegistry.register("MockOfUndefinedRequest", CreateMockBodySchema);
  app.openapi(listRoute, async (context) => {
    const { actor } = context.var;
    const { ignored, ...wanted } = context.req.valid("query");
    const { offset, limit } = wanted;
    const namespace = resolveNamespace(actor, namedBy(context));
    const isIgnored = ignored === "all" ? undefined : ignored === "true";
    const query = { namespace, ...toListPage(wanted), ignored: isIgnored };
    const { requests, total, next } = await listUndefinedRequests(getManagement(), actor, query);
    const items = requests.map(toWireUndefinedRequest);
    const nextCursor = momentCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { requests: items, items, total, offset, limit, nextCursor };
    return context.json(shapeList(context, "undefinedRequests", { object, array: items }), 200);
  });

  app.openapi(ignoreRoute, async (context) => {
    const { id } = context.req.valid("param");
    await ignoreUndefinedRequest(getManagement(), context.var.actor, id);
    return context.json({ id, success: true as const }, 200);
  });

  app.openapi(deleteRoute, async (context) => context.json(await forget(context, context.req.valid("json").ids), 200));
  app.openapi(deleteAllRoute, async (context) => context.json(await forget(context, "all"), 200));

  app.openapi(createMockRoute, async (context) => {
    const made = await makeMock(context, context.req.valid("param").id, await readMockData(context));
    return context.json({ ...made.mock, ...made }, 200);
  });

  app.openapi(convertRoute, async (context) => {
    return context.json(await makeMock(context, context.req.valid("param").id, undefined), 200);
  });
}

async function forget(context: Context<RestEnv>, ids: readonly string[] | "all") {
  const { actor } = context.var;
  const namespace = resolveNamespace(actor, namedBy(context));
  const count = await deleteUndefinedRequests(getManagement(), actor, { namespace, ids });
  return { deleted: count, success: true as const };
}

async function makeMock(context: Context<RestEnv>, id: string, given: z.infer<typeof WireMockInputSchema> | undefined) {
  const saved = await createMockOfUndefinedRequest(getManagement(), context.var.actor, { id, given });
  nameLateResolvers(context, saved.notYetVisible);
  const mock = toWireMock(saved.mock);
  return { mock, mockId: saved.mock.id, protocol: "http" as const, isNew: saved.isReplaced };
}

async function readMockData(context: Context<RestEnv>): Promise<z.infer<typeof WireMockInputSchema> | undefined> {
  const body = await readOptionalBody(context, CreateMockBodySchema);
  return body?.mockData;
}

function toWireUndefinedRequest(request: UndefinedRequestView): z.infer<typeof UndefinedRequestSchema> {
  const { id, namespace, method, path, calls, firstSeenAt, lastSeenAt, ignored, query, headers, body } = request;
  const value = valueOf(body);
  const isObject = z.record(z.string(), z.unknown()).safeParse(value);
  return {
    ...{ id, namespace, method, path, query, ignored },
    protocol: "http",
    timestamp: toSeconds(lastSeenAt),
    count: calls,
    hitCount: calls,
    firstSeen: toSeconds(firstSeenAt),
    lastSeen: toSeconds(lastSeenAt),
    headers: joinHeaders(headers),
    ...(isObject.success && { body: isObject.data }),
    ...(!isObject.success && body !== null && { bodyText: body.content }),
    explanation: request.explanation,
  };
}
