import { deleteEventWebhook as remove, findEventWebhook, lockEventWebhooks } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { maskEventCallback } from "../secrets/callback-secrets.ts";
import { transact } from "../transact.ts";
import {
  authoriseWebhooks,
  namespaceOf,
  toWebhookResource,
  unknownWebhook,
  type WebhookReference,
} from "./webhook-scope.ts";

/** Removes an event webhook. Its deliveries stay, and what is under way goes on. */
export async function deleteEventWebhook(
  management: Management,
  actor: Actor,
  reference: WebhookReference,
): Promise<void> {
  const { scope, id } = reference;
  await authoriseWebhooks(management, actor, { kind: "write", scope });
  await transact(management, async (tx) => {
    await lockEventWebhooks(tx, scope);
    const webhook = await findEventWebhook(tx, { namespace: scope, id });
    if (webhook === null || !(await remove(tx, { namespace: scope, id }))) throw unknownWebhook(reference);
    const before = { ...webhook, callback: maskEventCallback(webhook.callback) };
    const change = { operation: "webhook.delete" as const, resource: toWebhookResource(webhook), before };
    await recordChanges(management, { tx, author: actor }, [{ ...change, namespace: namespaceOf(scope) }]);
  });
}
