import { createRoute, z } from "@hono/zod-openapi";
import { deleteStoreEntry, listStore, setStoreEntry, storeEntriesMax } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { findChain } from "./chain-routes.ts";
import { nameCursor } from "./list-cursor.ts";
import { cursorOf, linkNextPage, nextPageHeaders } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

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

const listed = {
  ...named,
  query: NamespaceQuerySchema.extend({
    cursor: cursorOf(nameCursor.schema),
    // Whoever knows nothing of pages reads all of it at once.
    limit: countWithDefault(storeEntriesMax, storeEntriesMax),
  }),
};
const entries = {
  200: {
    description: "A page of the entries by key; only the header Link says whether there are more",
    content: json(EntriesSchema),
    headers: nextPageHeaders,
  },
  ...errorAnswers,
};
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
  request: listed,
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
  request: { ...listed, params: ChainParamsSchema },
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
    const page = { store: globalStore(context), ...context.req.valid("query") };
    return context.json(await readEntries(context, page), 200);
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
    const store = await findChain(context, context.req.valid("param").chainId);
    return context.json(await readEntries(context, { store, ...context.req.valid("query") }), 200);
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

async function readEntries(
  context: Context<RestEnv>,
  { store, cursor: after, limit }: { store: StoreReference; cursor?: string | undefined; limit: number },
): Promise<Record<string, unknown>> {
  const { entries: page, next } = await listStore(getManagement(), context.var.actor, { store, after, limit });
  linkNextPage(context, nameCursor.render(next));
  return Object.fromEntries(page);
}

type StoreReference = ReturnType<typeof globalStore>;

function globalStore(context: Context<RestEnv>, body?: string) {
  return { namespace: resolveNamespace(context.var.actor, { body, ...namedBy(context) }), chainId: "" };
}
