import { createRoute, z } from "@hono/zod-openapi";
import { installationScope } from "@understudy/domain";
import { listDeliveries } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { deliveryListAnswers, deliveryListQuery } from "./delivery-list.ts";
import { toWireDelivery } from "./delivery-shape.ts";
import { linkNextPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/deliveries",
  operationId: "listAdminDeliveries",
  summary: "List the deliveries of the installation's event webhooks, newest first",
  request: { query: z.object(deliveryListQuery) },
  responses: deliveryListAnswers,
});

/** Deliveries that belong to no namespace; one of them is looked at and sent once more where all others are. */
export function registerAdminDeliveryRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { from, to, ...query } = context.req.valid("query");
    const filter = { namespace: installationScope, cursor: undefined, ...query, createdFrom: from, createdTo: to };
    const { deliveries, nextCursor } = await listDeliveries(getManagement(), context.var.actor, filter);
    const items = deliveries.map(toWireDelivery);
    linkNextPage(context, nextCursor);
    return context.json({ deliveries: items, items, nextCursor }, 200);
  });
}
