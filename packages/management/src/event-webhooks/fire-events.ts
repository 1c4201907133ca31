import { wakeAfterCommit, findFiringWebhooks, insertEventDeliveries, type Transaction } from "@understudy/database";
import {
  type Change,
  type ChangeAuthor,
  type ChangeEvent,
  describeEvent,
  type EventWebhook,
  findEvents,
} from "@understudy/domain";
import { type EventMaker, prepareEventDelivery } from "./event-delivery.ts";
import { withinQuotas } from "./event-quotas.ts";
import { createTimeOrderedId } from "./time-ordered-id.ts";

/**
 * Enqueues a delivery for each event webhook that asks for one of these changes, in their transaction: a change that is rolled back fires
 * nothing, one that is committed fires each once. Whatever is wrong with a webhook is said by its delivery, and never fails the change.
 */
export async function fireEvents(
  maker: EventMaker,
  { tx, author }: { tx: Transaction; author: ChangeAuthor },
  changes: readonly Change[],
): Promise<void> {
  const fired = changes.flatMap((change) => findEvents(change).map((event) => ({ ...event, change })));
  if (fired.length === 0) return;
  const webhooks = await findFiringWebhooks(tx, distinct(fired));
  if (webhooks.length === 0) return;
  const byOperation = Map.groupBy(webhooks, nameOf);
  const at = new Date();
  const pairs = fired.flatMap(({ scope, operation, change }) => {
    const asking = byOperation.get(nameOf({ namespace: scope, operation })) ?? [];
    if (asking.length === 0) return [];
    const event = describeEvent({ ...change, operation }, { id: createTimeOrderedId(), at, author });
    return asking.map((webhook) => ({ webhook, event }));
  });
  await enqueueEvents(maker, tx, pairs);
}

/** Enqueues what these event webhooks are told. Those that would go beyond a quota are recorded as skipped. */
export async function enqueueEvents(
  maker: EventMaker,
  tx: Transaction,
  pairs: readonly { webhook: EventWebhook; event: ChangeEvent }[],
): Promise<string[]> {
  const prepare = new Map<EventWebhook, ReturnType<typeof prepareEventDelivery>>();
  const deliveries = pairs.map(({ webhook, event }) => {
    const make = prepare.get(webhook) ?? prepareEventDelivery(webhook, maker);
    prepare.set(webhook, make);
    return make(event);
  });
  await insertEventDeliveries(tx, await withinQuotas(tx, deliveries));
  await wakeAfterCommit(tx);
  return deliveries.map(({ id }) => id);
}

function nameOf({ namespace, operation }: { namespace: string; operation: string }): string {
  return `${namespace} ${operation}`;
}

function distinct(fired: readonly { scope: string; operation: string }[]): { scope: string; operation: string }[] {
  return [...new Map(fired.map((event) => [nameOf({ ...event, namespace: event.scope }), event])).values()].map(
    ({ scope, operation }) => ({ scope, operation }),
  );
}
