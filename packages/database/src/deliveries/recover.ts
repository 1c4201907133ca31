import type { Client } from "pg";
import type { Transaction } from "../client.ts";
import type { Pool } from "../pool.ts";

/** First key of the advisory locks that living workers hold; the second is the row's `lock_key`. */
const workerLockSpace = 57_702;

/**
 * Registers a worker and takes its lock on this connection: it counts as alive as long as the connection stands.
 * Returns the key by which it owns deliveries.
 */
export async function registerWorker(client: Client, id: string): Promise<number> {
  await client.query("begin");
  const { rows } = await client.query<{ lock_key: number }>(
    "insert into worker (id) values ($1) on conflict (id) do update set registered_at = now() returning lock_key",
    [id],
  );
  const lockKey = rows[0]?.lock_key;
  if (lockKey === undefined) throw new Error("the worker could not be registered");
  // Taken before the row can be seen, so that nobody takes us for dead; it outlives the transaction.
  await client.query("select pg_advisory_lock($1, $2)", [workerLockSpace, lockKey]);
  await client.query("commit");
  return lockKey;
}

/** The lock that a living worker holds with the lock key that is in this column of an outer row. */
export const heldLockOf = (column: string): string => `
  select from pg_locks where locktype = 'advisory' and granted and classid = ${workerLockSpace}
    and objid = ${column}::oid and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`;
const heldLock = heldLockOf("w.lock_key");

/** How many workers live. */
export async function countWorkers(tx: Transaction): Promise<number> {
  const rows = await tx.$queryRawUnsafe<{ count: bigint }[]>(
    `select count(*) from worker w where exists (${heldLock})`,
  );
  return Number(rows[0]?.count ?? 0);
}

/**
 * Gives back what dead workers held: their deliveries can be claimed again at once. Returns how many.
 * Who is dead is not a matter of clocks: their lock is free.
 */
export async function releaseDeadWorkers(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ lock_key: number }>(
    `select lock_key from worker w where not exists (${heldLock})`,
  );
  if (rows.length === 0) return 0;
  const dead = rows.map((row) => row.lock_key);
  const { rowCount } = await pool.query(
    "update delivery set owner = null where state = 'pending' and owner = any($1::int[])",
    [dead],
  );
  await pool.query("delete from worker where lock_key = any($1::int[])", [dead]);
  return rowCount ?? 0;
}

/** Gives back what this worker holds and did not begin. */
export async function releaseDeliveries(
  pool: Pool,
  owner: number,
  held: readonly { namespace: string; id: string }[],
): Promise<void> {
  await pool.query(
    `update delivery d set owner = null from unnest($2::text[], $3::uuid[]) as h(namespace, id)
     where d.namespace = h.namespace and d.id = h.id and d.owner = $1 and d.state = 'pending'`,
    [owner, held.map(({ namespace }) => namespace), held.map(({ id }) => id)],
  );
}

/** Gives back what this worker owns, but for what it holds: the rest was taken by claims whose answer it never got. */
export async function releaseDeliveriesBut(pool: Pool, owner: number, heldIds: readonly string[]): Promise<void> {
  await pool.query(
    "update delivery set owner = null where state = 'pending' and owner = $1 and id <> all($2::uuid[])",
    [owner, heldIds],
  );
}
