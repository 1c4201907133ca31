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

/**
 * Makes a final delivery due once more: same id, same bytes, its retry policy anew. Returns false when it is not final,
 * or has nothing to send.
 */
export async function reopenDelivery(tx: Transaction, { namespace, id }: DeliveryKey): Promise<boolean> {
  // An attempt that was under way when it was cancelled is recorded, but not counted: its number is taken all the same.
  const count = await tx.$executeRaw`
    update delivery d set state = 'pending', state_reason = null, due_at = ${dueNow}, finished_at = null,
      attempts = made.count, attempts_earlier = made.count,
      -- One that was cancelled while it waited is not waited with any longer.
      pool = coalesce((select p.pool from delivery_plan p where p.namespace = d.namespace and p.delivery_id = d.id), d.pool)
    from (
      select coalesce(max(number), 0) as count from attempt where namespace = ${namespace} and delivery_id = ${id}::uuid
    ) made
    where d.namespace = ${namespace} and id = ${id}::uuid and state not in ('waiting', 'pending')
      and exists (select from message m where m.namespace = d.namespace and m.delivery_id = d.id)`;
  return count > 0;
}

/**
 * Ends a delivery that is not final; what waits for it goes on. An attempt that is under way is recorded, and changes nothing more.
 * Returns false when it is final.
 */
export async function cancelDelivery(tx: Transaction, { namespace, id }: DeliveryKey): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'cancelled', owner = null, finished_at = now()
    where namespace = ${namespace} and id = ${id}::uuid and state in ('waiting', 'pending')`;
  if (count === 0) return false;
  await tx.$executeRaw`
    update delivery d set state = 'pending', due_at = ${dueWhenReleased}
    where namespace = ${namespace} and after_id = ${id}::uuid and state = 'waiting'`;
  await tx.$executeRaw`select pg_notify(${finishedChannel}, ${`${namespace}:${id}`})`;
  return true;
}

/** Queues a job that has no payload; one of the same key that is not started yet stands for both. */
export async function addJob(tx: Transaction, task: string): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job(${task}, '{}'::json, job_key => ${task}, job_key_mode => 'preserve_run_at')`;
}
