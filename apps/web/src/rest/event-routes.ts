import { createRoute, z } from "@hono/zod-openapi";
import { deliveryStates } from "@understudy/domain";
import { authoriseEvents, eventKinds, followEvents } from "@understudy/management";
import { identifyApiActor } from "../server/identify-actor.ts";
import { getManagement } from "../server/management.ts";
import { streamEvents } from "./event-stream.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, ErrorSchema, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const KindsSchema = z
  .string()
  .transform((text) => text.split(",").map((kind) => kind.trim()))
  .pipe(z.array(z.enum(eventKinds, `must be a list of ${eventKinds.join(", ")}`)))
  .default([...eventKinds]);

const eventsRoute = createRoute({
  method: "get",
  path: "/api/v1/events",
  operationId: "followEvents",
  summary: "Follow stub calls and deliveries of a namespace as they happen (server-sent events)",
  request: {
    headers: NamespaceHeaderSchema.extend({
      "last-event-id": z
        .string()
        .regex(/^\d{1,18}$/, "must be the id of an event of this stream")
        .optional()
        .describe("Goes on behind this event"),
    }),
    query: NamespaceQuerySchema.extend({
      kinds: KindsSchema.openapi({ type: "string" }),
      mockId: z.string().optional(),
      requestId: z.string().optional(),
      state: z
        .enum(deliveryStates, `must be one of ${deliveryStates.join(", ")}`)
        .optional()
        .describe("Of deliveries"),
    }),
  },
  responses: {
    200: {
      description: "Events named ready, request, delivery, gap and end; a comment line every ten seconds",
      content: { "text/event-stream": { schema: z.string() } },
    },
    ...errorAnswers,
    429: { description: "Too many streams already", content: json(ErrorSchema) },
  },
});

/** A live stream. The token is in the header, like everywhere: addresses end up in logs. */
export function registerEventRoutes(app: RestApp): void {
  app.openapi(eventsRoute, async (context) => {
    const { actor } = context.var;
    const { namespace: _named, ...wanted } = context.req.valid("query");
    const namespace = resolveNamespace(actor, namedBy(context));
    const lastEventId = context.req.valid("header")["last-event-id"];
    const request = context.req.raw;
    const filter = { ...wanted, namespace };
    const batches = await followEvents(getManagement(), actor, {
      filter,
      since: lastEventId === undefined ? undefined : BigInt(lastEventId),
      isGone: request.signal,
    });
    return streamEvents(batches, {
      recheck: async () => authoriseEvents(await identifyApiActor(request.headers), filter),
    });
  });
}
