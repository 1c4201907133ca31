import { createRoute, z } from "@hono/zod-openapi";
import { listTargets, type TargetView } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { linkNextPage, nextPageHeaders } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const TargetSchema = z
  .object({
    target: z.string().describe("Host and port; of Kafka and RabbitMQ the whole destination"),
    circuit: z
      .enum(["closed", "open", "half-open"])
      .describe(
        "Open: it hung, and nothing is sent to it until openUntil. Half-open: one delivery shows whether it answers again",
      ),
    openUntil: z.string().nullable(),
    openedAt: z.string().nullable(),
    openings: z.int().describe("How often in a row"),
    error: z.string().nullable().describe("Of the attempt that opened it"),
    pending: z.int().describe("Deliveries that are not final; at most 1,000 are counted"),
    sending: z.int().describe("Of these, those that are under way"),
  })
  .openapi("Target");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/targets",
  operationId: "listTargets",
  summary: "List the targets outside to which a namespace has something to send, or that hang",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend({
      cursor: z.string().max(2_000, "must be the nextCursor of another page").optional(),
      limit: z.coerce.number("must be a number").int().min(1).max(200, "must be 1 to 200").default(50),
    }),
  },
  responses: {
    200: {
      description: "A page, by name; nextCursor leads to the one behind it",
      content: json(
        z.object({ targets: z.array(TargetSchema), items: z.array(TargetSchema), nextCursor: z.string().nullable() }),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

/** Targets of deliveries and their circuits (design 10). */
export function registerTargetRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { actor } = context.var;
    const { cursor, limit } = context.req.valid("query");
    const namespace = resolveNamespace(actor, namedBy(context));
    const page = await listTargets(getManagement(), actor, { namespace, cursor, limit });
    const items = page.targets.map(toWireTarget);
    linkNextPage(context, page.nextCursor);
    return context.json({ targets: items, items, nextCursor: page.nextCursor }, 200);
  });
}

function toWireTarget({ target, pending, sending, circuit }: TargetView): z.infer<typeof TargetSchema> {
  return {
    target,
    circuit: circuit === null ? "closed" : circuit.isOpen ? "open" : "half-open",
    openUntil: circuit?.openUntil.toISOString() ?? null,
    openedAt: circuit?.openedAt.toISOString() ?? null,
    openings: circuit?.openings ?? 0,
    error: circuit?.error ?? null,
    pending,
    sending,
  };
}
