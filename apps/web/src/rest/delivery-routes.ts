import { createRoute, z } from "@hono/zod-openapi";
import { isElsewhere, RedeliveryTargetSchema } from "@understudy/domain";
import { cancelDelivery, getDelivery, listDeliveries, redeliver, redeliverElsewhere } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { deliveryListAnswers, deliveryListQuery } from "./delivery-list.ts";
import { DeliverySchema, DeliveryWithAttemptsSchema, toWireAttempt, toWireDelivery } from "./delivery-shape.ts";
import { linkNextPage } from "./next-page.ts";
import { optionalBody, readOptionalBody } from "./optional-body.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, nameSchema, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/deliveries",
  operationId: "listDeliveries",
  summary: "List the deliveries of a namespace, newest first",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend({
      mockId: z.string().optional(),
      requestId: z.string().optional(),
      ...deliveryListQuery,
    }),
  },
  responses: deliveryListAnswers,
});

const one = { params: z.object({ id: z.uuid("must be the id of a delivery") }) };

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/deliveries/{id}",
  operationId: "getDelivery",
  summary: "Get a delivery with its attempts",
  request: one,
  responses: {
    200: {
      description: "The delivery",
      content: json(DeliveryWithAttemptsSchema),
    },
    ...errorAnswers,
  },
});

const changed = { 200: { description: "The delivery", content: json(DeliverySchema) }, ...errorAnswers };

const redeliverRoute = createRoute({
  method: "post",
  path: "/api/v1/deliveries/{id}/redeliver",
  operationId: "redeliverDelivery",
  summary: "Send a final delivery once more: same id, same bytes; or, to another target, as a delivery of its own",
  request: one,
  requestBody: optionalBody("RedeliveryTarget"),
  responses: changed,
});

const cancelRoute = createRoute({
  method: "post",
  path: "/api/v1/deliveries/{id}/cancel",
  operationId: "cancelDelivery",
  summary: "End a delivery that is not final",
  request: one,
  responses: changed,
});

/** Deliveries of callbacks: look, send once more, cancel. */
export function registerDeliveryRoutes(app: RestApp): void {
  app.openAPIRegistry.register("RedeliveryTarget", nameSchema(RedeliveryTargetSchema, "RedeliveryTarget"));
  app.openapi(listRoute, async (context) => {
    const { actor } = context.var;
    const { namespace: _named, from, to, ...query } = context.req.valid("query");
    const namespace = resolveNamespace(actor, namedBy(context));
    const filter = { namespace, cursor: undefined, ...query, createdFrom: from, createdTo: to };
    const { deliveries, nextCursor } = await listDeliveries(getManagement(), actor, filter);
    const items = deliveries.map(toWireDelivery);
    linkNextPage(context, nextCursor);
    return context.json({ deliveries: items, items, nextCursor }, 200);
  });

  app.openapi(getRoute, async (context) => {
    const { id } = context.req.valid("param");
    const { delivery, attempts } = await getDelivery(getManagement(), context.var.actor, id);
    return context.json({ ...toWireDelivery(delivery), attempts: attempts.map(toWireAttempt) }, 200);
  });

  app.openapi(redeliverRoute, async (context) => {
    const { id } = context.req.valid("param");
    const target = await readOptionalBody(context, RedeliveryTargetSchema);
    const isOther = target !== undefined && isElsewhere(target);
    const delivery = isOther
      ? await redeliverElsewhere(getManagement(), context.var.actor, { id, target })
      : await redeliver(getManagement(), context.var.actor, id);
    return context.json(toWireDelivery(delivery), 200);
  });

  app.openapi(cancelRoute, async (context) => {
    const delivery = await cancelDelivery(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireDelivery(delivery), 200);
  });
}
