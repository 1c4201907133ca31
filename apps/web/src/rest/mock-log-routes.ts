import { createRoute, z } from "@hono/zod-openapi";
import { clearMockLogs, listMockLogs, type RequestView } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import { oneMockRequest } from "./mock-shape.ts";
import { findNamedNamespace, namedBy } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, PageQuerySchema } from "./schemas.ts";

/** As clients know it (contract C1.14); `GET /api/v1/requests/{id}` has more. */
const LogEntrySchema = z
  .object({
    id: z.string(),
    calledAt: z.string(),
    method: z.string(),
    req: z.object({
      method: z.string(),
      path: z.string(),
      query: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown(),
    }),
    response: z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), payload: z.unknown() }),
  })
  .openapi("MockLogEntry");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks/{id}/logs",
  operationId: "listMockLogs",
  summary: "List the logged calls of a mock, newest first",
  request: {
    ...oneMockRequest,
    query: oneMockRequest.query.extend(PageQuerySchema.shape).extend({ cursor: cursorOf(z.string().max(100)) }),
  },
  responses: {
    200: {
      description: "A page",
      content: json(
        listSchema(
          z.object({
            id: z.string(),
            requests: z.array(LogEntrySchema),
            logs: z.array(LogEntrySchema),
            total: z.number(),
            ...nextCursorKey,
          }),
          LogEntrySchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const clearRoute = createRoute({
  method: "delete",
  path: "/api/v1/mocks/{id}/logs",
  operationId: "clearMockLogs",
  summary: "Forget the logged calls of a mock; its use counter stays",
  request: oneMockRequest,
  responses: {
    200: {
      description: "Forgotten",
      content: json(z.object({ id: z.string(), deleted: z.number(), success: z.literal(true) })),
    },
    ...errorAnswers,
  },
});

/** The logs of a mock (contract C1.14, C1.15). */
export function registerMockLogRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { actor } = context.var;
    const { id } = context.req.valid("param");
    const page = toListPage(context.req.valid("query"));
    const reference = { id, namespace: findNamedNamespace(actor, namedBy(context)) };
    const { requests, total, next } = await listMockLogs(getManagement(), actor, { reference, ...page });
    const entries = requests.map(toLogEntry);
    linkNextPage(context, next);
    const object = { id, requests: entries, logs: entries, total, nextCursor: next };
    return context.json(shapeList(context, "logs", { object, array: entries }), 200);
  });

  app.openapi(clearRoute, async (context) => {
    const { actor } = context.var;
    const reference = { id: context.req.valid("param").id, namespace: findNamedNamespace(actor, namedBy(context)) };
    const deleted = await clearMockLogs(getManagement(), actor, reference);
    return context.json({ id: reference.id, deleted, success: true as const }, 200);
  });
}

function toLogEntry(request: RequestView): z.infer<typeof LogEntrySchema> {
  const { id, receivedAt, method, path, query, headers, body, response } = request;
  return {
    id,
    calledAt: receivedAt.toISOString(),
    method,
    req: { method, path, query, headers: joinHeaders(headers), body: valueOf(body) },
    response: {
      statusCode: response.status,
      headers: joinHeaders(response.headers),
      payload: valueOf(response.body),
    },
  };
}

/** Values of one name stand together, as HTTP reads them. */
export function joinHeaders(headers: readonly [name: string, value: string][]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const earlier = joined.get(name);
    joined.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(joined);
}

/** A body as JSON if it is JSON, else as text; base64 where it is neither. Null: none. */
export function valueOf(body: RequestView["body"]): unknown {
  if (body === null || body.encoding === "base64") return body?.content ?? null;
  try {
    return JSON.parse(body.content) as unknown;
  } catch {
    return body.content;
  }
}
