import { Prisma } from "../generated/client.ts";
import type { Transaction } from "../client.ts";
import { finishedChannel, releasedDueAt } from "./record.ts";
import { thisMoment } from "./this-moment.ts";

const dueNow = Prisma.raw(thisMoment);
const dueWhenReleased = Prisma.raw(releasedDueAt);

interface DeliveryKey {
  namespace: string;
  id: string;
}

interface DeliveryKeys {
  namespace: string;
  ids: readonly string[];
}

/** Makes one final delivery due once more. Returns false when it is not final, or has nothing to send. */
export async function reopenDelivery(tx: Transaction, { namespace, id }: DeliveryKey): Promise<boolean> {
  return (await reopenDeliveries(tx, { namespace, ids: [id] })) > 0;
}

/**
 * Makes final deliveries due once more: same id, same bytes, their retry policy anew. Those that are not final, were skipped (a chain of
 * callbacks would go on beyond its end), or have nothing to send, stay as they are. Returns how many were changed.
 */
export async function reopenDeliveries(tx: Transaction, { namespace, ids }: DeliveryKeys): Promise<number> {
  // An attempt that was under way when it was cancelled is recorded, but not counted: its number is taken all the same.
  return tx.$executeRaw`
    update delivery d set state = 'pending', state_reason = null, due_at = ${dueNow}, finished_at = null,
      attempts = made.count, attempts_earlier = made.count,
      -- One that was cancelled while it waited is not waited with any longer.
      pool = coalesce((select p.pool from delivery_plan p where p.namespace = d.namespace and p.delivery_id = d.id), d.pool)
    from (
      select k.id, coalesce(max(a.number), 0) as count
      from unnest(${ids}::uuid[]) as k(id) left join attempt a on a.namespace = ${namespace} and a.delivery_id = k.id
      group by k.id
    ) made
    where d.namespace = ${namespace} and d.id = made.id and state not in ('waiting', 'pending', 'skipped')
      and exists (select from message m where m.namespace = d.namespace and m.delivery_id = d.id)`;
}

/** Ends one delivery that is not final. Returns false when it is. */
export async function cancelDelivery(tx: Transaction, { namespace, id }: DeliveryKey): Promise<boolean> {
  return (await cancelDeliveries(tx, { namespace, ids: [id] })) > 0;
}

/**
 * Ends deliveries that are not final; what waits for them goes on. An attempt that is under way is recorded, and changes nothing more.
 * Returns how many were ended.
 */
export async function cancelDeliveries(tx: Transaction, { namespace, ids }: DeliveryKeys): Promise<number> {
  // In the order in which workers record attempts, so that neither waits for the other in a circle.
  const cancelled = await tx.$queryRaw<{ id: string; isSynchronous: boolean }[]>`
    update delivery d set state = 'cancelled', owner = null, finished_at = now()
    from (
      select id from delivery
      where namespace = ${namespace} and id = any(${ids}::uuid[]) and state in ('waiting', 'pending')
      order by id for update
    ) locked
    where d.namespace = ${namespace} and d.id = locked.id
    returning d.id, d.is_synchronous as "isSynchronous"`;
  if (cancelled.length === 0) return 0;
  await tx.$executeRaw`
    update delivery d set state = 'pending', due_at = ${dueWhenReleased}
    where namespace = ${namespace} and after_id = any(${cancelled.map(({ id }) => id)}::uuid[]) and state = 'waiting'`;
  const awaited = cancelled.filter(({ isSynchronous }) => isSynchronous).map(({ id }) => id);
  await tx.$executeRaw`
    select pg_notify(${finishedChannel}, ${namespace} || ':' || id) from unnest(${awaited}::text[]) as a(id)`;
  return cancelled.length;
}
