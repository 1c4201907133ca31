import type { DeliveryState, EventCallback, EventWebhook, FiredOperation } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { EventWebhookModel } from "./generated/models.ts";

/** Which one is meant; `namespace` may be that of the installation. */
export interface EventWebhookKey {
  namespace: string;
  id: string;
}

/** First key of the advisory locks that whoever writes event webhooks holds; the second is made of the namespace's name. */
const webhookLockSpace = 57_704;

/** Puts those in order who write event webhooks of a namespace, so that bounds hold. For the transaction. */
export async function lockEventWebhooks(tx: Transaction, namespace: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${webhookLockSpace}::int, hashtext(${namespace}))`;
}

/** All of a namespace, in the order in which they were made, their secrets sealed. */
export async function listEventWebhooks(tx: Transaction, namespace: string): Promise<EventWebhook[]> {
  const rows = await tx.eventWebhook.findMany({
    where: { namespaceName: namespace },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toEventWebhook);
}

/** One, its secrets sealed; null: there is none of this id. */
export async function findEventWebhook(
  tx: Transaction,
  { namespace, id }: EventWebhookKey,
): Promise<EventWebhook | null> {
  const row = await tx.eventWebhook.findUnique({ where: { namespaceName_id: { namespaceName: namespace, id } } });
  return row && toEventWebhook(row);
}

/** Makes one, or replaces the one of this id. What it did before says nothing of it any more. */
export async function putEventWebhook(tx: Transaction, webhook: EventWebhook): Promise<void> {
  const { namespace: namespaceName, id, callback, createdAt, ...rest } = webhook;
  const written = { ...rest, callback: JSON.stringify(callback), watchedFrom: webhook.updatedAt };
  await tx.eventWebhook.upsert({
    where: { namespaceName_id: { namespaceName, id } },
    create: { namespaceName, id, createdAt, ...written },
    update: written,
  });
}

/** False: there was none. */
export async function deleteEventWebhook(tx: Transaction, { namespace, id }: EventWebhookKey): Promise<boolean> {
  const { count } = await tx.eventWebhook.deleteMany({ where: { namespaceName: namespace, id } });
  return count > 0;
}

/** Event webhooks that ask for any of these and are enabled, in the order in which they were made. */
export async function findFiringWebhooks(tx: Transaction, fired: readonly FiredOperation[]): Promise<EventWebhook[]> {
  const rows = await tx.$queryRaw<EventWebhookModel[]>`
    select w.namespace as "namespaceName", w.id, w.name, w.operation, w.events, w.callback, w.enabled,
      w.disabled_reason as "disabledReason", w.failing_since as "failingSince", w.watched_from as "watchedFrom",
      w.created_at as "createdAt", w.updated_at as "updatedAt"
    from unnest(${fired.map(({ scope }) => scope)}::text[], ${fired.map(({ operation }) => operation)}::text[]) as f(namespace, operation)
    join event_webhook w on w.namespace = f.namespace and w.operation = f.operation and w.enabled
    order by w.created_at, w.id`;
  return rows.map(toEventWebhook);
}

/** How the newest delivery of an event webhook stands. */
export interface LastDelivery {
  webhookId: string;
  deliveryId: string;
  state: DeliveryState;
  createdAt: Date;
}

/** The newest delivery of each event webhook of a namespace that has any. */
export async function findLastDeliveries(tx: Transaction, namespace: string): Promise<Map<string, LastDelivery>> {
  const rows = await tx.$queryRaw<LastDelivery[]>`
    select w.id as "webhookId", d.id as "deliveryId", d.state::text, d.created_at as "createdAt"
    from event_webhook w cross join lateral (
      select d.id, d.state, d.created_at from delivery d
      where d.namespace = w.namespace and d.webhook_id = w.id order by d.id desc limit 1
    ) d
    where w.namespace = ${namespace}`;
  return new Map(rows.map((row) => [row.webhookId, row]));
}

function toEventWebhook(row: EventWebhookModel): EventWebhook {
  const { namespaceName, watchedFrom: _watched, callback, ...rest } = row;
  // We wrote it ourselves.
  return { ...rest, namespace: namespaceName, callback: JSON.parse(callback) as EventCallback };
}
