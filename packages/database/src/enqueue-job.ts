import type { Transaction } from "./client.ts";

/**
 * Adds a background job, in the transaction of what it is about: both are there, or neither. `key`: one that is not started
 * yet is taken for this one. `queue`: jobs of one queue run one after another.
 */
export async function enqueueJob(
  tx: Transaction,
  { task, payload, key, queue }: { task: string; payload: object; key?: string; queue?: string },
): Promise<void> {
  await tx.$executeRaw`
    select from graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null}::text,
      queue_name => ${queue ?? null}::text)`;
}
