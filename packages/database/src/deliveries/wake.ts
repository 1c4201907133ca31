import type { Pool } from "../pool.ts";
import { thisMoment } from "./this-moment.ts";

/**
 * Tells the workers that deliveries are due now: one job, which merges with the one that is not started yet.
 * `key` is the sender's own, so that senders don't wait for each other's row. Deliveries whose answer went out earlier than
 * planned are made due, or as soon as their own delay after it is over.
 */
export async function wakeWorkers(
  pool: Pool,
  options: { task: string; key: string; early: readonly { namespace: string; id: string }[] },
): Promise<void> {
  const { task, key, early } = options;
  await pool.query({
    name: "wake_workers",
    text: `
      with early as (
        update delivery d set due_at = ${thisMoment} + coalesce(d.delay_ms, 0) * interval '1 millisecond'
        from unnest($3::text[], $4::uuid[]) as e(namespace, id)
        where d.namespace = e.namespace and d.id = e.id and d.state in ('pending', 'waiting') and d.owner is null
          and d.due_at > now() and d.attempts = 0
      )
      select graphile_worker.add_job($1, '{}'::json, job_key => $2, job_key_mode => 'preserve_run_at')`,
    values: [task, key, early.map(({ namespace }) => namespace), early.map(({ id }) => id)],
  });
}
