import { installationScope } from "@understudy/domain";
import type { Pool } from "../pool.ts";
import { firstIdOf } from "./quota.ts";

/** How long a namespace's past is kept. */
export interface KeptPast {
  namespace: string;
  /** Ended, or come in, before this: removed. */
  before: Date;
  /** Newest deliveries. */
  deliveries: number;
}

/** What was removed. */
export interface RemovedPast {
  deliveries: number;
  requests: number;
}

/** Rows that one statement looks at: some ten milliseconds, so that nobody waits for it. */
const batchRows = 1_000;

/** What the installation keeps of its own deliveries: as much as a namespace does when nobody has said anything else. */
const installationKept = { name: installationScope, days: 30, deliveries: 1_000_000 };

/** What each namespace keeps, deleted namespaces included, and the installation. */
export async function listKeptPasts(pool: Pool, now: Date): Promise<KeptPast[]> {
  const { rows } = await pool.query<{ name: string; days: number; deliveries: number }>(
    "select name, deliveries_kept_days as days, deliveries_kept_max as deliveries from namespace order by name",
  );
  return [...rows, installationKept].map(({ name, days, deliveries }) => {
    const before = new Date(now.getTime() - days * 86_400_000);
    return { namespace: name, before, deliveries };
  });
}

/**
 * Removes final deliveries with their attempts and messages, and calls of the request log, that are older than is kept or beyond what is
 * kept. In batches, each of them a transaction; ends early when `isStopped` says so, and goes on the next time.
 */
export async function removePast(pool: Pool, kept: KeptPast, isStopped: () => boolean): Promise<RemovedPast> {
  const { namespace, before } = kept;
  const old = { namespace, upTo: firstIdOf(before.getTime()), endedBefore: before };
  const tooOld = await removeDeliveries(pool, old, isStopped);
  const cut = await findCut(pool, kept);
  const tooMany =
    cut === null ? 0 : await removeDeliveries(pool, { namespace, upTo: cut, endedBefore: null }, isStopped);
  return { deliveries: tooOld + tooMany, requests: await removeRequests(pool, kept, isStopped) };
}

/** Circuits that nothing was sent to for long: whoever is next to be sent there shows how the target is. Returns how many. */
export async function removeIdleCircuits(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query("delete from target_circuit where open_until < now() - interval '1 hour'");
  return rowCount ?? 0;
}

/** The newest delivery that is not kept; null: there are no more than are kept. */
async function findCut(pool: Pool, { namespace, deliveries }: KeptPast): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from delivery where namespace = $1 order by id desc offset $2 limit 1",
    [namespace, deliveries],
  );
  return rows[0]?.id ?? null;
}

async function removeDeliveries(
  pool: Pool,
  { namespace, upTo, endedBefore }: { namespace: string; upTo: string; endedBefore: Date | null },
  isStopped: () => boolean,
): Promise<number> {
  let after: string | null = "00000000-0000-0000-0000-000000000000";
  let removed = 0;
  while (after !== null && !isStopped()) {
    const { rows }: { rows: { last: string | null; removed: number }[] } = await pool.query({
      name: "remove_deliveries",
      text: removeStatement,
      values: [namespace, after, upTo, endedBefore, batchRows],
    });
    removed += rows[0]?.removed ?? 0;
    after = rows[0]?.last ?? null;
  }
  return removed;
}

/** What is not final is passed over: a batch is what was looked at, so that much of it costs no batch twice. */
const removeStatement = `
  with batch as (
    select id, state, finished_at from delivery where namespace = $1 and id > $2::uuid and id <= $3::uuid order by id limit $5
  ), doomed as (
    select d.id from delivery d join batch b on b.id = d.id
    where d.namespace = $1 and d.state not in ('waiting', 'pending') and ($4::timestamptz is null or d.finished_at < $4)
    for update of d skip locked
  ), attempts as (
    delete from attempt a using doomed where a.namespace = $1 and a.delivery_id = doomed.id
  ), messages as (
    delete from message m using doomed where m.namespace = $1 and m.delivery_id = doomed.id
  ), deliveries as (
    delete from delivery d using doomed where d.namespace = $1 and d.id = doomed.id returning d.id
  )
  select (select count(*)::int from deliveries) as removed,
    (select id from batch order by id desc offset 0 limit 1) as last`;

/** Removes calls of the request log that came in before this, in batches; ends early when `isStopped` says so. Returns how many. */
export async function removeRequests(
  pool: Pool,
  { namespace, before }: Pick<KeptPast, "namespace" | "before">,
  isStopped: () => boolean,
): Promise<number> {
  let removed = 0;
  while (!isStopped()) {
    // Ids are in the order of time: the first that is kept ends the search.
    const { rowCount } = await pool.query({
      name: "remove_requests",
      text: `
        with oldest as (
          select id, received_at from logged_request where namespace = $1 order by id limit $3
        )
        delete from logged_request l using oldest o
        where l.namespace = $1 and l.id = o.id and o.received_at < $2`,
      values: [namespace, before, batchRows],
    });
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < batchRows) return removed;
  }
  return removed;
}
