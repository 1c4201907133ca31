import { createRoute, z } from "@hono/zod-openapi";
import { deleteStoreEntry, getStore, setStoreEntry } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { findChain } from "./chain-routes.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const EntriesSchema = z.record(z.string(), z.unknown());
const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };

const EntrySchema = z.object({
  // PostgreSQL has no text with NUL.
  key: z
    .string()
    .min(1, "must not be empty")
    .max(1000)
    .regex(/^[^\u0000]*$/, "must not contain NUL"),
  value: z.unknown(),
  namespace: z.string().optional(),
});

const entries = { 200: { description: "The entries", content: json(EntriesSchema) }, ...errorAnswers };
const set = {
  200: {
    description: "Set",
    content: json(z.object({ key: z.string(), value: z.unknown(), namespace: z.string(), success: z.literal(true) })),
  },
  ...errorAnswers,
};
const removed = {
  200: { description: "Removed", content: json(z.object({ key: z.string(), success: z.literal(true) })) },
  ...errorAnswers,
};

const ChainParamsSchema = z.object({ chainId: z.string().max(200) });
const KeyParamsSchema = z.object({ key: z.string() });
const entryBody = { required: true, content: json(EntrySchema) };

const getGlobalRoute = createRoute({
  method: "get",
  path: "/api/v1/stores/global",
  operationId: "getGlobalStore",
  summary: "The global store of a namespace: values by key",
  request: named,
  responses: entries,
});

const setGlobalRoute = createRoute({
  method: "post",
  path: "/api/v1/stores/global",
  operationId: "setGlobalEntry",
  summary: "Set an entry of the global store",
  request: { ...named, body: entryBody },
  responses: set,
});

const deleteGlobalRoute = createRoute({
  method: "delete",
  path: "/api/v1/stores/global/{key}",
  operationId: "deleteGlobalEntry",
  summary: "Remove an entry of the global store",
  request: { ...named, params: KeyParamsSchema },
  responses: removed,
});

const getChainRoute = createRoute({
  method: "get",
  path: "/api/v1/stores/chain/{chainId}",
  operationId: "getChainStore",
  summary: "The store of a chain: values by key; none for a chain that nobody knows",
  request: { ...named, params: ChainParamsSchema },
  responses: entries,
});

const setChainRoute = createRoute({
  method: "post",
  path: "/api/v1/stores/chain/{chainId}",
  operationId: "setChainEntry",
  summary: "Set an entry of a chain's store",
  request: { ...named, params: ChainParamsSchema, body: entryBody },
  responses: set,
});

const deleteChainRoute = createRoute({
  method: "delete",
  path: "/api/v1/stores/chain/{chainId}/{key}",
  operationId: "deleteChainEntry",
  summary: "Remove an entry of a chain's store",
  request: { ...named, params: ChainParamsSchema.extend(KeyParamsSchema.shape) },
  responses: removed,
});

/** The global store and those of chains (contract C2). */
export function registerStoreRoutes(app: RestApp): void {
  registerGlobalStore(app);
  registerChainStores(app);
}

function registerGlobalStore(app: RestApp): void {
  app.openapi(getGlobalRoute, async (context) => {
    const store = await getStore(getManagement(), context.var.actor, globalStore(context));
    return context.json(Object.fromEntries(store), 200);
  });

  app.openapi(setGlobalRoute, async (context) => {
    const { key, value = null, namespace: body } = context.req.valid("json");
    const store = globalStore(context, body);
    await setStoreEntry(getManagement(), context.var.actor, { store, key, value });
    return context.json({ key, value, namespace: store.namespace, success: true as const }, 200);
  });

  app.openapi(deleteGlobalRoute, async (context) => {
    const { key } = context.req.valid("param");
    await deleteStoreEntry(getManagement(), context.var.actor, { store: globalStore(context), key });
    return context.json({ key, success: true as const }, 200);
  });
}

function registerChainStores(app: RestApp): void {
  app.openapi(getChainRoute, async (context) => {
    const chain = await findChain(context, context.req.valid("param").chainId);
    return context.json(Object.fromEntries(await getStore(getManagement(), context.var.actor, chain)), 200);
  });

  app.openapi(setChainRoute, async (context) => {
    const { key, value = null, namespace: body } = context.req.valid("json");
    const store = await findChain(context, context.req.valid("param").chainId, body);
    await setStoreEntry(getManagement(), context.var.actor, { store, key, value });
    return context.json({ key, value, namespace: store.namespace, success: true as const }, 200);
  });

  app.openapi(deleteChainRoute, async (context) => {
    const { chainId, key } = context.req.valid("param");
    await deleteStoreEntry(getManagement(), context.var.actor, { store: await findChain(context, chainId), key });
    return context.json({ key, success: true as const }, 200);
  });
}

function globalStore(context: Context<RestEnv>, body?: string) {
  return { namespace: resolveNamespace(context.var.actor, { body, ...namedBy(context) }), chainId: "" };
}
