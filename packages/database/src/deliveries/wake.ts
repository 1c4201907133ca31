import type { Transaction } from "../client.ts";
import type { Pool } from "../pool.ts";
import { thisMoment } from "./this-moment.ts";

/** Heard by workers: deliveries may be due. It says not which: the truth is in their rows, and a sweep finds what nobody hears of. */
export const dueChannel = "deliveries_due";

/**
 * Tells the workers that deliveries are due now. Those whose answer went out earlier than planned are made due, or as soon as their own
 * delay after it is over. May be planned once, as `recordAttempts`.
 */
export async function wakeWorkers(pool: Pool, early: readonly { namespace: string; id: string }[]): Promise<void> {
  await pool.query({
    name: "wake_workers",
    text: `
      with early as (
        update delivery d set due_at = ${thisMoment} + coalesce(d.delay_ms, 0) * interval '1 millisecond'
        where d.namespace = any ($2::text[]) and d.id = any ($3::uuid[])
          and d.namespace || ':' || d.id = any (array(select namespace || ':' || id from unnest($2::text[], $3::uuid[]) as e(namespace, id)))
          and d.state in ('pending', 'waiting') and d.owner is null and d.due_at > now() and d.attempts = 0
      )
      select pg_notify($1, '')`,
    values: [dueChannel, early.map(({ namespace }) => namespace), early.map(({ id }) => id)],
  });
}

/** Tells the workers, when the transaction is committed, that deliveries may be due. */
export async function wakeAfterCommit(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(${dueChannel}, '')`;
}
