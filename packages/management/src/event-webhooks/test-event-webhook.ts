import { findEventWebhook } from "@understudy/database";
import { describeEvent } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { toChangeAuthor } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { enqueueEvents } from "./fire-events.ts";
import { createTimeOrderedId } from "./time-ordered-id.ts";
import {
  authoriseWebhooks,
  namespaceOf,
  toWebhookResource,
  unknownWebhook,
  type WebhookReference,
} from "./webhook-scope.ts";

/** Sends an event in which nothing was changed, to see whether it arrives; a disabled webhook is asked too. Returns the delivery's id. */
export async function testEventWebhook(
  management: Management,
  actor: Actor,
  reference: WebhookReference,
): Promise<{ deliveryId: string }> {
  const { scope, id } = reference;
  await authoriseWebhooks(management, actor, { kind: "write", scope });
  return transact(management, async (tx) => {
    const webhook = await findEventWebhook(tx, { namespace: scope, id });
    if (webhook === null) throw unknownWebhook(reference);
    const { operation } = webhook;
    const change = { operation, namespace: namespaceOf(scope), resource: toWebhookResource(webhook) };
    const author = toChangeAuthor(actor);
    const event = describeEvent(change, { id: createTimeOrderedId(), at: new Date(), author });
    const [deliveryId] = await enqueueEvents(management, tx, [{ webhook, event: { ...event, test: true } }]);
    if (deliveryId === undefined) throw new Error("an event was enqueued without a delivery");
    return { deliveryId };
  });
}
