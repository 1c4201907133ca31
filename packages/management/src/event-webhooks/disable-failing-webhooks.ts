import { findEventWebhook, lockEventWebhooks, putEventWebhook, watchEventWebhooks } from "@understudy/database";
import type { EventWebhook } from "@understudy/domain";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { maskEventCallback } from "../secrets/callback-secrets.ts";
import { transact } from "../transact.ts";
import { namespaceOf, toWebhookResource } from "./webhook-scope.ts";

/** So long one may fail without a success in between. */
const failingDaysMax = 5;
const dayMs = 86_400_000;
/** As the audit trail names it. */
const job = "watch_event_webhooks";

/**
 * For the worker: notes which event webhooks fail, and disables those that have failed for five days. It fires none of them. Returns those
 * that it disabled.
 */
export async function disableFailingWebhooks(
  management: Pick<Management, "db" | "sealing" | "guard" | "writeTurns">,
  now: Date,
): Promise<EventWebhook[]> {
  const failing = await watchEventWebhooks(management.db, new Date(now.getTime() - failingDaysMax * dayMs));
  const disabled: EventWebhook[] = [];
  for (const { namespace, id, failingSince } of failing) {
    await transact(management, async (tx) => {
      await lockEventWebhooks(tx, namespace);
      const webhook = await findEventWebhook(tx, { namespace, id });
      // Somebody may have changed it meanwhile.
      if (webhook?.enabled !== true || webhook.failingSince?.getTime() !== failingSince.getTime()) return;
      const disabledReason = `it failed for ${failingDaysMax} days: nothing arrived since ${failingSince.toISOString()}`;
      const after = { ...webhook, enabled: false, disabledReason, updatedAt: now };
      await putEventWebhook(tx, after);
      await recordChanges(management, { tx, author: { job } }, [
        {
          operation: "webhook.disable",
          namespace: namespaceOf(namespace),
          resource: toWebhookResource(webhook),
          before: masked(webhook),
          after: masked(after),
        },
      ]);
      disabled.push(after);
    });
  }
  return disabled;
}

function masked(webhook: EventWebhook): EventWebhook {
  return { ...webhook, callback: maskEventCallback(webhook.callback) };
}
