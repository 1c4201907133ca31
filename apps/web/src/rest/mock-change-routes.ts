import { createRoute, z } from "@hono/zod-openapi";
import { patchMock, purgeMock, restoreMock } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameRevision, readPrecondition } from "./entity-tag.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { oneMockRequest, toWireMock, WireMockSchema } from "./mock-shape.ts";
import { findNamedNamespace, namedBy } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const patchRoute = createRoute({
  method: "patch",
  path: "/api/v1/mocks/{id}",
  operationId: "changeMock",
  summary: "Change some fields of a mock: a field that is given is replaced whole, null removes it",
  request: { ...oneMockRequest, body: { required: true, content: json(z.record(z.string(), z.unknown())) } },
  responses: {
    200: { description: "The mock, at the top and as `mock`", content: json(WireMockSchema) },
    ...errorAnswers,
  },
});

const restoreRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/{id}/restore",
  operationId: "restoreMock",
  summary: "Bring a deleted mock back",
  request: oneMockRequest,
  responses: { 200: { description: "The mock", content: json(WireMockSchema) }, ...errorAnswers },
});

const purgeRoute = createRoute({
  method: "delete",
  path: "/api/v1/mocks/{id}/purge",
  operationId: "purgeMock",
  summary: "Remove a mock for good, live or deleted",
  request: oneMockRequest,
  responses: {
    200: {
      description: "Removed; its id is free",
      content: json(z.object({ id: z.string(), namespace: z.string(), success: z.literal(true), message: z.string() })),
    },
    ...errorAnswers,
  },
});

/** Changes of a mock that is there (contract C1.4, C1.6, C1.7). */
export function registerMockChangeRoutes(app: RestApp): void {
  app.openapi(patchRoute, async (context) => {
    const { actor } = context.var;
    const reference = { id: context.req.valid("param").id, namespace: findNamedNamespace(actor, namedBy(context)) };
    const request = { reference, patch: context.req.valid("json"), precondition: readPrecondition(context) };
    const saved = await patchMock(getManagement(), actor, request);
    nameLateResolvers(context, saved.notYetVisible);
    nameRevision(context, saved.mock);
    const mock = toWireMock(saved.mock);
    return context.json({ ...mock, mock, isNew: true, success: true }, 200);
  });

  app.openapi(restoreRoute, async (context) => {
    const { actor } = context.var;
    const reference = { id: context.req.valid("param").id, namespace: findNamedNamespace(actor, namedBy(context)) };
    const restored = await restoreMock(getManagement(), actor, reference);
    nameLateResolvers(context, restored.notYetVisible);
    nameRevision(context, restored.mock);
    return context.json(toWireMock(restored.mock), 200);
  });

  app.openapi(purgeRoute, async (context) => {
    const { actor } = context.var;
    const { id } = context.req.valid("param");
    const reference = { id, namespace: findNamedNamespace(actor, namedBy(context)) };
    const { namespace, notYetVisible } = await purgeMock(getManagement(), actor, reference);
    nameLateResolvers(context, notYetVisible);
    return context.json({ id, namespace, success: true as const, message: "Mock removed for good" }, 200);
  });
}
