import {
  findEventWebhook,
  findLastDeliveries,
  type LastDelivery,
  listEventWebhooks as read,
} from "@understudy/database";
import type { EventWebhook } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { maskEventCallback } from "../secrets/callback-secrets.ts";
import { authoriseWebhooks, unknownWebhook, type WebhookReference } from "./webhook-scope.ts";

/** An event webhook as it may be shown, and how its newest delivery stands. */
export type EventWebhookView = EventWebhook & { lastDelivery: Omit<LastDelivery, "webhookId"> | null };

/** The event webhooks of a namespace or of the installation, in the order in which they were made, secrets masked. */
export async function listEventWebhooks(
  management: Management,
  actor: Actor,
  scope: string,
): Promise<EventWebhookView[]> {
  await authoriseWebhooks(management, actor, { kind: "read", scope });
  const webhooks = await read(management.db, scope);
  const last = webhooks.length === 0 ? new Map<string, LastDelivery>() : await findLastDeliveries(management.db, scope);
  return webhooks.map((webhook) => viewWebhook(webhook, last.get(webhook.id)));
}

/** One of them. */
export async function getEventWebhook(
  management: Management,
  actor: Actor,
  reference: WebhookReference,
): Promise<EventWebhookView> {
  const { scope, id } = reference;
  await authoriseWebhooks(management, actor, { kind: "read", scope });
  const webhook = await findEventWebhook(management.db, { namespace: scope, id });
  if (webhook === null) throw unknownWebhook(reference);
  return viewWebhook(webhook, (await findLastDeliveries(management.db, scope)).get(id));
}

function viewWebhook(webhook: EventWebhook, last: LastDelivery | undefined): EventWebhookView {
  return {
    ...webhook,
    callback: maskEventCallback(webhook.callback),
    lastDelivery:
      last === undefined ? null : { deliveryId: last.deliveryId, state: last.state, createdAt: last.createdAt },
  };
}
