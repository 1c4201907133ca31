import type { Client } from "pg";
import type { Transaction } from "./client.ts";
import { acknowledgedChannel } from "./namespace-version.ts";
import type { Pool } from "./pool.ts";
import { flushedChannel } from "./requests/flush-channel.ts";

/** Asks every resolver whether it keeps up: `<token>`. */
export const askedChannel = "resolver_asked";
/** Told by a resolver that has read all changes that it had heard of when it was asked: `<resolver id>:<token>`. */
export const answeredChannel = "resolver_answered";

/** First key of the advisory locks that living resolvers hold; the second is the row's `lock_key`. */
const resolverLockSpace = 57_701;

/** Nobody waits for a resolver that let this many waits in a row pass, until it says something again. */
const missedWaitsMax = 2;

/**
 * Registers a resolver and takes its lock on this connection: it counts as alive as long as the connection stands.
 * Rows of resolvers that are gone are removed on the way.
 */
export async function registerResolver(client: Client, id: string): Promise<void> {
  await client.query("begin");
  const { rows } = await client.query<{ lock_key: number }>(
    `insert into resolver (id) values ($1)
     on conflict (id) do update set missed_waits = 0, registered_at = now() returning lock_key`,
    [id],
  );
  // Taken before the row can be seen, so that nobody takes us for dead; it outlives the transaction.
  await client.query("select pg_advisory_lock($1, $2)", [resolverLockSpace, rows[0]?.lock_key]);
  await client.query("commit");
  await client.query(`delete from resolver where id <> $1 and not exists (${heldLock})`, [id]);
}

/** Says that a resolver now serves this version of a namespace. */
export async function acknowledgeVersion(
  client: Client,
  acknowledgement: { resolverId: string; namespace: string; version: bigint },
): Promise<void> {
  const { resolverId, namespace, version } = acknowledgement;
  await tell(client, { resolverId, channel: acknowledgedChannel, payload: `${resolverId}:${namespace}:${version}` });
}

/** Says that a resolver has written all that it had noted of its calls when this token came. */
export async function acknowledgeFlush(
  pool: Pool,
  { resolverId, token }: { resolverId: string; token: string },
): Promise<void> {
  await tell(pool, { resolverId, channel: flushedChannel, payload: `${resolverId}:${token}` });
}

/** Asks all resolvers; those that keep up answer on `answeredChannel`. */
export async function askResolvers(tx: Transaction, token: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${askedChannel}, ${token})`;
}

/** Says that a resolver keeps up. */
export async function answerAsked(
  client: Client,
  { resolverId, token }: { resolverId: string; token: string },
): Promise<void> {
  await tell(client, { resolverId, channel: answeredChannel, payload: `${resolverId}:${token}` });
}

/** Whoever says something is waited for again. */
async function tell(
  client: Client | Pool,
  { resolverId, channel, payload }: { resolverId: string; channel: string; payload: string },
): Promise<void> {
  await client.query(
    `with back as (update resolver set missed_waits = 0 where id = $1 and missed_waits > 0)
     select pg_notify($2, $3)`,
    [resolverId, channel, payload],
  );
}

/** Ids of the resolvers that are waited for: they live, and did not miss the last waits. */
export async function listAwaitedResolvers(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select id::text from resolver where missed_waits < ${missedWaitsMax} and exists (${heldLock}) order by id`,
  );
  return rows.map((row) => row.id);
}

/** Books that these resolvers did not say in time what was waited for. */
export async function countMissedWait(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.resolver.updateMany({ where: { id: { in: [...ids] } }, data: { missedWaits: { increment: 1 } } });
}

/** Ids of the resolvers that live, waited for or not. */
export async function listLivingResolvers(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select id::text from resolver where exists (${heldLock}) order by id`,
  );
  return rows.map((row) => row.id);
}

/** The lock of the outer `resolver` row, while some session of this database holds it. */
const heldLock = `
  select from pg_locks
  where locktype = 'advisory' and granted and classid = ${resolverLockSpace} and objid = resolver.lock_key::oid and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`;
