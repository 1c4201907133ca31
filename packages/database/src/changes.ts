import type { DeliveryState } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/**
 * A moment in the order of transactions: the oldest one that was still under way. What was written by it or by a later one was not
 * wholly seen then. Unlike a time or an id it leaves nothing out that was begun early and committed late.
 */
export type ChangeCursor = bigint;

/** Of each namespace and kind, so many of the newest rows are looked at. */
export const followedMax = 1_000;

export interface ChangedDelivery {
  id: string;
  state: DeliveryState;
  attempts: number;
}

/** Where things stand now. */
export async function readChangeCursor(tx: Transaction): Promise<ChangeCursor> {
  const rows = await tx.$queryRaw<{ cursor: string }[]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as cursor`;
  return BigInt(rows[0]?.cursor ?? 0);
}

/** Ids of logged requests that were written since a cursor, of the newest, first to last. */
export async function listWrittenRequests(
  tx: Transaction,
  { namespace, since }: { namespace: string; since: ChangeCursor },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with newest as materialized (
      select id, xmin from logged_request where namespace = ${namespace} order by id desc limit ${followedMax}
    )
    select id from newest where ${writtenSince(since)} order by id`;
  return rows.map(({ id }) => id);
}

/** Deliveries that were made or changed since a cursor, of the newest and of these others, first to last. */
export async function listChangedDeliveries(
  tx: Transaction,
  { namespace, since, alsoIds }: { namespace: string; since: ChangeCursor; alsoIds: readonly string[] },
): Promise<ChangedDelivery[]> {
  return tx.$queryRaw<ChangedDelivery[]>`
    with looked as materialized (
      (select id, state, owner, attempts, xmin from delivery where namespace = ${namespace} order by id desc limit ${followedMax})
      union all
      select id, state, owner, attempts, xmin from delivery
      where namespace = ${namespace} and id = any(${[...alsoIds]}::uuid[])
    )
    select distinct on (id) id, attempts,
      case when state = 'pending' and owner is not null then 'sending' else state::text end as state
    from looked where ${writtenSince(since)} order by id`;
}

/** A row's xmin is the low half of its transaction's id: compared as the difference in the circle of these. */
function writtenSince(since: ChangeCursor): Prisma.Sql {
  return Prisma.sql`mod(xmin::text::bigint - mod(${since.toString()}::bigint, 4294967296) + 4294967296, 4294967296) < 2147483648`;
}
