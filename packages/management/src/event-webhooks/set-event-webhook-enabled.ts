import { findEventWebhook, lockEventWebhooks, putEventWebhook } from "@understudy/database";
import type { EventWebhook } from "@understudy/domain";
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

/** Enables or disables an event webhook; what it sends stays. One that is enabled again begins anew: its failures are forgotten. */
export async function setEventWebhookEnabled(
  management: Management,
  actor: Actor,
  { enabled, ...reference }: WebhookReference & { enabled: boolean },
): Promise<EventWebhook> {
  const { scope, id } = reference;
  await authoriseWebhooks(management, actor, { kind: "write", scope });
  return transact(management, async (tx) => {
    await lockEventWebhooks(tx, scope);
    const stored = await findEventWebhook(tx, { namespace: scope, id });
    if (stored === null) throw unknownWebhook(reference);
    const changed = { ...stored, enabled, disabledReason: null, failingSince: null, updatedAt: new Date() };
    await putEventWebhook(tx, changed);
    const [before, after] = [stored, changed].map((webhook) => ({
      ...webhook,
      callback: maskEventCallback(webhook.callback),
    }));
    const change = { operation: "webhook.update" as const, resource: toWebhookResource(stored), before, after };
    await recordChanges(management, { tx, author: actor }, [{ ...change, namespace: namespaceOf(scope) }]);
    return { ...changed, callback: maskEventCallback(changed.callback) };
  });
}
