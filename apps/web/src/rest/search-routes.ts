import { createRoute, z } from "@hono/zod-openapi";
import { searchEntities } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { searchCursor } from "./list-cursor.ts";
import { toSeconds } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json } from "./schemas.ts";

/** What clients search for. Only mocks are there; of the others nothing is ever found. */
const entityTypes = ["mock", "test_plan", "perf_config", "fuzz_config", "chaos_experiment", "contract_pact"] as const;

const route = createRoute({
  method: "get",
  path: "/api/v1/entity-search",
  operationId: "searchEntities",
  summary: "Search for mocks by a part of their route or id, in all namespaces that you may read",
  request: {
    query: z.object({
      type: z.enum(entityTypes, `is required: one of ${entityTypes.join(", ")}`),
      namespace: z
        .string()
        .optional()
        .describe("A token that is bound to a namespace searches there, whatever is said"),
      q: z.string().max(200).default(""),
      limit: countWithDefault(50, 200),
      offset: countWithDefault(0, 1_000_000_000),
      cursor: cursorOf(searchCursor.schema),
    }),
  },
  responses: {
    200: {
      description: "A page of what was found, by name",
      content: json(
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              type: z.enum(entityTypes),
              name: z.string(),
              namespace: z.string(),
              createdAt: z.int().describe("Unix seconds"),
            }),
          ),
          total: z.number(),
          ...nextCursorKey,
        }),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

/** Contract C9. */
export function registerSearchRoutes(app: RestApp): void {
  app.openapi(route, async (context) => {
    const { type, q: search, namespace: named, ...wanted } = context.req.valid("query");
    const { actor } = context.var;
    const namespace = actor.token?.namespace ?? named;
    const found = await searchEntities(getManagement(), actor, { namespace, search, ...toListPage(wanted) });
    if (type !== "mock") return context.json({ items: [], total: 0, nextCursor: null }, 200);
    const items = found.items.map(({ createdAt, ...item }) => ({ ...item, type, createdAt: toSeconds(createdAt) }));
    const nextCursor = searchCursor.render(found.next);
    linkNextPage(context, nextCursor);
    return context.json({ items, total: found.total, nextCursor }, 200);
  });
}
