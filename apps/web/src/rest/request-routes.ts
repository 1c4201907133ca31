import { createRoute, z } from "@hono/zod-openapi";
import { findUnknownKeys, VerificationSchema } from "@understudy/domain";
import { getRequest, getRequestStatistics, listRequests, verifyRequests } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { linkNextPage, nextPageHeaders } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import { FailedCheckSchema, RequestSchema, toWireRequest } from "./request-shape.ts";
import type { RestApp } from "./rest-env.ts";
import {
  errorAnswers,
  json,
  NamespaceHeaderSchema,
  NamespaceQuerySchema,
  WarningsSchema,
  TimeSchema,
} from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/requests",
  operationId: "listRequests",
  summary: "List the logged stub calls of a namespace, newest first",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend({
      mockId: z.string().optional(),
      method: z.string().toUpperCase().optional(),
      path: z.string().optional().describe("Part of the path, in any case"),
      status: z.coerce.number("must be a number").int().min(100).max(599, "must be 100 to 599").optional(),
      matched: z.enum(["true", "false"], "must be true or false").optional().describe("Whether a mock matched"),
      from: TimeSchema,
      to: TimeSchema,
      cursor: z.string().max(100).optional(),
      limit: z.coerce.number("must be a number").int().min(1).max(200, "must be 1 to 200").default(50),
    }),
  },
  responses: {
    200: {
      description: "A page; nextCursor leads to the one behind it",
      content: json(
        z.object({
          requests: z.array(RequestSchema),
          items: z.array(RequestSchema),
          nextCursor: z.string().nullable(),
        }),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/requests/{id}",
  operationId: "getRequest",
  summary: "Get a logged stub call with its answer",
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: { description: "The call", content: json(RequestSchema) }, ...errorAnswers },
});

const verifyRoute = createRoute({
  method: "post",
  path: "/api/v1/requests/verify",
  operationId: "verifyRequests",
  summary: "Say whether the expected calls came in; wait for them with withinMs",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema,
    body: { required: true, content: json(VerificationSchema) },
  },
  responses: {
    200: {
      description: "What came in",
      content: json(
        z.object({
          verified: z.boolean(),
          count: z.number(),
          expected: z.string(),
          requests: z.array(RequestSchema).describe("The newest ten"),
          nearest: z.array(z.object({ requestId: z.string(), failed: z.array(FailedCheckSchema) })),
          isComplete: z.boolean().describe("False when calls had been dropped from the log that might have counted"),
          warnings: WarningsSchema,
        }),
      ),
    },
    ...errorAnswers,
  },
});

const statisticsRoute = createRoute({
  method: "get",
  path: "/api/v1/stats",
  operationId: "getRequestStatistics",
  summary: "Counts and times of a namespace's stub calls",
  request: { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema },
  responses: {
    200: {
      description: "Since the namespace was made; percentiles are those of the logged calls",
      content: json(
        z.object({
          namespace: z.string(),
          totalRequests: z.number(),
          matchedRequests: z.number(),
          unmatchedRequests: z.number(),
          failedRequests: z.number(),
          unloggedRequests: z.number(),
          avgLatencyMs: z.number(),
          p95LatencyMs: z.number(),
          p99LatencyMs: z.number(),
          errorRate: z.number().describe("Failed of all, 0 to 1"),
          uptime: z.number().describe("Seconds"),
          byProtocol: z.record(z.string(), z.number()),
        }),
      ),
    },
    ...errorAnswers,
  },
});

/** The request log: look, verify, count. */
export function registerRequestRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { actor } = context.var;
    const { namespace: _named, from, to, matched, ...query } = context.req.valid("query");
    const namespace = resolveNamespace(actor, namedBy(context));
    const isMatched = matched === undefined ? undefined : matched === "true";
    const filter = { ...query, namespace, isMatched, receivedFrom: from, receivedTo: to };
    const { requests, nextCursor } = await listRequests(getManagement(), actor, filter);
    const items = requests.map(toWireRequest);
    linkNextPage(context, nextCursor);
    return context.json({ requests: items, items, nextCursor }, 200);
  });

  app.openapi(getRoute, async (context) => {
    const request = await getRequest(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireRequest(request), 200);
  });

  app.openapi(verifyRoute, async (context) => {
    const { actor } = context.var;
    const verification = context.req.valid("json");
    const namespace = resolveNamespace(actor, { body: verification.namespace, ...namedBy(context) });
    const result = await verifyRequests(getManagement(), actor, { verification, namespace });
    const nearest = result.nearest.map(({ requestId, failed }) => ({ requestId, failed: [...failed] }));
    const warnings = takeWarnings(findUnknownKeys(VerificationSchema, await context.req.json()));
    return context.json({ ...result, requests: result.requests.map(toWireRequest), nearest, warnings }, 200);
  });

  app.openapi(statisticsRoute, async (context) => {
    const { actor } = context.var;
    const namespace = resolveNamespace(actor, namedBy(context));
    const { matched, unmatched, failed, ...rest } = await getRequestStatistics(getManagement(), actor, namespace);
    const total = matched + unmatched + failed;
    return context.json(
      {
        namespace,
        totalRequests: total,
        matchedRequests: matched,
        unmatchedRequests: unmatched,
        failedRequests: failed,
        unloggedRequests: rest.unwritten,
        avgLatencyMs: total === 0 ? 0 : rest.durationMs / total,
        p95LatencyMs: rest.percentiles.p95,
        p99LatencyMs: rest.percentiles.p99,
        errorRate: total === 0 ? 0 : failed / total,
        uptime: Math.floor(process.uptime()),
        byProtocol: { http: total },
      },
      200,
    );
  });
}
