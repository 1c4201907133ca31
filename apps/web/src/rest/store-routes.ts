import { createRoute, z } from "@hono/zod-openapi";
import { deleteGlobalEntry, getGlobalStore, setGlobalEntry } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const EntriesSchema = z.record(z.string(), z.unknown());
const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/stores/global",
  summary: "The global store of a namespace: values by key",
  request: named,
  responses: { 200: { description: "The entries", content: json(EntriesSchema) }, ...errorAnswers },
});

const setRoute = createRoute({
  method: "post",
  path: "/api/v1/stores/global",
  summary: "Set an entry of the global store",
  request: {
    ...named,
    body: {
      required: true,
      content: json(
        z.object({
          // PostgreSQL has no text with NUL.
          key: z
            .string()
            .min(1, "must not be empty")
            .max(1000)
            .regex(/^[^\u0000]*$/, "must not contain NUL"),
          value: z.unknown(),
          namespace: z.string().optional(),
        }),
      ),
    },
  },
  responses: {
    200: {
      description: "Set",
      content: json(z.object({ key: z.string(), value: z.unknown(), namespace: z.string(), success: z.literal(true) })),
    },
    ...errorAnswers,
  },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/stores/global/{key}",
  summary: "Remove an entry of the global store",
  request: { ...named, params: z.object({ key: z.string() }) },
  responses: {
    200: { description: "Removed", content: json(z.object({ key: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

/** The global store (contract C2.1 to C2.3). */
export function registerStoreRoutes(app: RestApp): void {
  app.openapi(getRoute, async (context) => {
    const { actor } = context.var;
    const entries = await getGlobalStore(getManagement(), actor, resolveNamespace(actor, namedBy(context)));
    return context.json(Object.fromEntries(entries), 200);
  });

  app.openapi(setRoute, async (context) => {
    const { actor } = context.var;
    const { key, value = null, namespace: body } = context.req.valid("json");
    const namespace = resolveNamespace(actor, { ...namedBy(context), body });
    await setGlobalEntry(getManagement(), actor, { namespace, key, value });
    return context.json({ key, value, namespace, success: true as const }, 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const { actor } = context.var;
    const { key } = context.req.valid("param");
    await deleteGlobalEntry(getManagement(), actor, { namespace: resolveNamespace(actor, namedBy(context)), key });
    return context.json({ key, success: true as const }, 200);
  });
}
