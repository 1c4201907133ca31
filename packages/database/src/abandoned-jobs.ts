import type { Client } from "pg";
import type { Pool } from "./pool.ts";

/**
 * Jobs of graphile-worker whose process died stay locked for four hours. Each running pool of it holds the advisory lock
 * (jobPoolLockSpace, hash of its id) as long as its process lives, so that the jobs of one whose lock is free can be given back.
 * This file is the only one that reads graphile-worker's private tables.
 */
const jobPoolLockSpace = 57_703;

/** Takes the lock of a pool on a connection that lives as long as the process. */
export async function takeJobPoolLock(client: Client, poolId: string): Promise<void> {
  await client.query("select pg_advisory_lock($1, hashtext($2))", [jobPoolLockSpace, poolId]);
}

/** Gives back the jobs of pools that are gone. Returns how many pools that were. */
export async function releaseAbandonedJobs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct locked_by as id from (
       select locked_by from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ) locked
     where not exists (
       select from pg_locks where locktype = 'advisory' and granted and classid = ${jobPoolLockSpace}
         and objid = hashtext(locked_by)::bit(32)::bigint::oid and objsubid = 2
         and database = (select oid from pg_database where datname = current_database()))`,
  );
  if (rows.length === 0) return 0;
  await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [rows.map(({ id }) => id)]);
  return rows.length;
}
