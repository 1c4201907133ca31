import { createRoute, z } from "@hono/zod-openapi";
import { NewStubKeySchema, type StubKey } from "@understudy/domain";
import { createStubKey, listStubKeys, revokeStubKey } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { toSeconds } from "./mock-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";
import { NamespaceParamSchema } from "./scoped-paths.ts";

const path = "/api/v1/namespaces/{ns}/stub-keys";
const StubKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.int().describe("Unix seconds"),
  createdBy: z.string(),
});

const listRoute = createRoute({
  method: "get",
  path,
  operationId: "listStubKeys",
  summary: "The keys with which the stubs of a namespace may be called, oldest first",
  request: { params: NamespaceParamSchema },
  responses: {
    200: {
      description: "All of them, without their values",
      content: json(z.object({ keys: z.array(StubKeySchema), items: z.array(StubKeySchema), total: z.number() })),
    },
    ...errorAnswers,
  },
});

const createKeyRoute = createRoute({
  method: "post",
  path,
  operationId: "createStubKey",
  summary: "Make a stub key",
  request: { params: NamespaceParamSchema, body: { required: true, content: json(NewStubKeySchema) } },
  responses: {
    200: {
      description: "The key; its value is shown this once",
      content: json(StubKeySchema.extend({ key: z.string(), success: z.literal(true) })),
    },
    ...errorAnswers,
  },
});

const revokeRoute = createRoute({
  method: "delete",
  path: `${path}/{id}`,
  operationId: "revokeStubKey",
  summary: "Revoke a stub key",
  request: { params: NamespaceParamSchema.extend({ id: z.uuid("must be the id of a stub key") }) },
  responses: {
    200: { description: "Revoked", content: json(z.object({ id: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

/** Stub keys (design 22). */
export function registerStubKeyRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const keys = await listStubKeys(getManagement(), context.var.actor, context.req.valid("param").ns);
    const items = keys.map(toWireStubKey);
    return context.json({ keys: items, items, total: items.length }, 200);
  });

  app.openapi(createKeyRoute, async (context) => {
    const request = { namespace: context.req.valid("param").ns, name: context.req.valid("json").name };
    const { key, info, notYetVisible } = await createStubKey(getManagement(), context.var.actor, request);
    nameLateResolvers(context, notYetVisible);
    return context.json({ ...toWireStubKey(info), key, success: true as const }, 200);
  });

  app.openapi(revokeRoute, async (context) => {
    const { ns: namespace, id } = context.req.valid("param");
    const { notYetVisible } = await revokeStubKey(getManagement(), context.var.actor, { namespace, id });
    nameLateResolvers(context, notYetVisible);
    return context.json({ id, success: true as const }, 200);
  });
}

function toWireStubKey({ createdAt, ...rest }: StubKey): z.infer<typeof StubKeySchema> {
  return { ...rest, createdAt: toSeconds(createdAt) };
}
