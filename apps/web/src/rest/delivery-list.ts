import { z } from "@hono/zod-openapi";
import { callbackTypes, deliveryStates } from "@understudy/domain";
import { DeliverySchema } from "./delivery-shape.ts";
import { nextPageHeaders } from "./next-page.ts";
import { errorAnswers, json, TimeSchema } from "./schemas.ts";

/** What lists of deliveries can be narrowed down by, wherever they are. */
export const deliveryListQuery = {
  webhookId: z.string().optional().describe("Of an event webhook"),
  operation: z.string().optional().describe("Of the event that caused it"),
  state: z.enum(deliveryStates, `must be one of ${deliveryStates.join(", ")}`).optional(),
  type: z.enum(callbackTypes, `must be one of ${callbackTypes.join(", ")}`).optional(),
  target: z.string().optional().describe("Host and port; of Kafka and RabbitMQ the whole destination"),
  from: TimeSchema,
  to: TimeSchema,
  cursor: z.uuid("must be the nextCursor of another page").optional(),
  limit: z.coerce.number("must be a number").int().min(1).max(200, "must be 1 to 200").default(50),
};

export const deliveryListAnswers = {
  200: {
    description: "A page; nextCursor leads to the one behind it",
    content: json(
      z.object({
        deliveries: z.array(DeliverySchema),
        items: z.array(DeliverySchema),
        nextCursor: z.string().nullable(),
      }),
    ),
    headers: nextPageHeaders,
  },
  ...errorAnswers,
};
