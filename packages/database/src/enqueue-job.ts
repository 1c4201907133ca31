import type { Transaction } from "./client.ts";

/**
 * Adds a background job, in the transaction of what it is about: both are there, or neither. `key`: one that is not started
 * yet is taken for this one.
 */
export async function enqueueJob(
  tx: Transaction,
  { task, payload, key }: { task: string; payload: object; key?: string },
): Promise<void> {
  await tx.$executeRaw`
    select from graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null}::text)`;
}
