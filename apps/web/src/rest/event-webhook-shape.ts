import { z } from "@hono/zod-openapi";
import type { EventWebhook } from "@understudy/domain";
import type { EventWebhookView } from "@understudy/management";
import { toSeconds } from "./mock-shape.ts";

const LastDeliverySchema = z.object({ id: z.string(), state: z.string(), createdAt: z.string() });

/** Kept open: what is sent is returned as it was said, secrets masked; times in unix seconds. */
export const WireEventWebhookSchema = z
  .looseObject({
    id: z.string(),
    namespace: z.string().nullable().describe("Null: it is one of the installation"),
    name: z.string().nullable(),
    operation: z.string(),
    events: z.array(z.string()),
    url: z.string(),
    method: z.string(),
    enabled: z.boolean(),
    disabledReason: z.string().nullable().describe("Why it is disabled, when nobody did that by hand"),
    failingSince: z.number().nullable().describe("When it failed first since it last succeeded"),
    createdAt: z.number(),
    updatedAt: z.number(),
    lastDelivery: LastDeliverySchema.nullable().optional().describe("Of reads: its newest one"),
  })
  .openapi("EventWebhook");

/** An event webhook as the API shows it. `namespace` null stands for the installation. */
export function toWireEventWebhook(
  webhook: EventWebhook & Partial<Pick<EventWebhookView, "lastDelivery">>,
  namespace: string | null,
): z.infer<typeof WireEventWebhookSchema> {
  const { callback, events, failingSince, createdAt, updatedAt, lastDelivery, ...rest } = webhook;
  return {
    ...rest,
    namespace,
    // Clients that list events find the one that it has.
    events: events.length > 0 ? events : [webhook.operation],
    ...callback,
    url: callback.url ?? "",
    method: callback.method ?? "POST",
    failingSince: failingSince && toSeconds(failingSince),
    createdAt: toSeconds(createdAt),
    updatedAt: toSeconds(updatedAt),
    ...(lastDelivery !== undefined && { lastDelivery: lastDelivery && toWireLast(lastDelivery) }),
  };
}

function toWireLast({ deliveryId, state, createdAt }: NonNullable<EventWebhookView["lastDelivery"]>) {
  return { id: deliveryId, state, createdAt: createdAt.toISOString() };
}
