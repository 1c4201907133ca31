import { createRoute, z } from "@hono/zod-openapi";
import { getMockVersion, listMockVersions, type MockVersion, restoreMockVersion } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { nameRevision, readPrecondition } from "./entity-tag.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { oneMockRequest, toSeconds, toWireMock, WireMockSchema } from "./mock-shape.ts";
import { findNamedNamespace, namedBy } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const VersionSchema = z
  .object({
    id: z.string(),
    mock_id: z.string(),
    version: z.number(),
    created_at: z.number(),
    lifecycle_state: z.literal("active"),
    tags: z.array(z.string()),
    mock: WireMockSchema,
  })
  .openapi("MockVersion");

const oneVersionRequest = {
  ...oneMockRequest,
  params: oneMockRequest.params.extend({
    version: z.coerce.number("must be a number").int().min(1, "must be 1 or more").max(2_147_483_647),
  }),
};

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks/{id}/versions",
  operationId: "listMockVersions",
  summary: "The history of a mock, newest first",
  request: oneMockRequest,
  responses: {
    200: {
      description: "What is kept of it",
      content: json(
        listSchema(
          z.object({
            mock_id: z.string(),
            versions: z.array(VersionSchema),
            items: z.array(VersionSchema),
            count: z.number(),
          }),
          VersionSchema,
        ),
      ),
    },
    ...errorAnswers,
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks/{id}/versions/{version}",
  operationId: "getMockVersion",
  summary: "What a mock was after one of its saves",
  request: oneVersionRequest,
  responses: {
    200: { description: "The mock, with `version` and `previous_version`", content: json(WireMockSchema) },
    ...errorAnswers,
  },
});

const restoreRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/{id}/versions/{version}/restore",
  operationId: "restoreMockVersion",
  summary: "Make a mock again what it was, as a new version",
  request: oneVersionRequest,
  responses: {
    200: { description: "The mock, at the top and as `mock`", content: json(WireMockSchema) },
    ...errorAnswers,
  },
});

/** History of mocks (contract C1.16 to C1.18). */
export function registerMockVersionRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { id } = context.req.valid("param");
    const versions = await listMockVersions(getManagement(), context.var.actor, toReference(context, id));
    const rows = versions.map(toWireVersion);
    const object = { mock_id: id, versions: rows, items: rows, count: rows.length };
    return context.json(shapeList(context, "versions", { object, array: rows }), 200);
  });

  app.openapi(getRoute, async (context) => {
    const { id, version: number } = context.req.valid("param");
    const request = { reference: toReference(context, id), version: number };
    const { version, previous } = await getMockVersion(getManagement(), context.var.actor, request);
    const row = toWireVersion(version);
    return context.json({ ...row.mock, version: row, previous_version: previous && toWireVersion(previous) }, 200);
  });

  app.openapi(restoreRoute, async (context) => {
    const { id, version } = context.req.valid("param");
    const request = { reference: toReference(context, id), version, precondition: readPrecondition(context) };
    const saved = await restoreMockVersion(getManagement(), context.var.actor, request);
    nameLateResolvers(context, saved.notYetVisible);
    nameRevision(context, saved.mock);
    const mock = toWireMock(saved.mock);
    return context.json({ ...mock, mock, success: true, message: `Version ${version} restored` }, 200);
  });
}

function toReference(context: Context<RestEnv>, id: string) {
  return { id, namespace: findNamedNamespace(context.var.actor, namedBy(context)) };
}

function toWireVersion(version: MockVersion): z.infer<typeof VersionSchema> {
  const { mockId, namespace, definition } = version;
  const savedAt = toSeconds(version.savedAt);
  return {
    id: `${mockId}:${version.version}`,
    mock_id: mockId,
    version: version.version,
    created_at: savedAt,
    lifecycle_state: "active",
    tags: definition.tags ?? [],
    mock: { id: mockId, namespace, ...definition, updatedAt: savedAt },
  };
}
