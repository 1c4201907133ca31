import type { Pool } from "../pool.ts";
import { type Queryable, transact } from "../transact.ts";
import { unsettledPool } from "./plan.ts";
import { finishedChannel, releasedDueAt } from "./record.ts";
import { thisMoment } from "./this-moment.ts";

/** A delivery whose predecessor is final. */
export interface UnsettledDelivery {
  namespace: string;
  id: string;
  mockId: string;
  requestId: string;
  callbackType: string;
  plan: Buffer;
}

/** How a delivery that others waited for ended, with the last answer that it got. */
export interface EndedDelivery {
  namespace: string;
  id: string;
  state: string;
  stateReason: string | null;
  statusCode: number | null;
  responseHeaders: Buffer | null;
  responseBody: Buffer | null;
}

/** What becomes of a delivery. */
export type Settlement = { namespace: string; id: string } & (
  | { kind: "send" }
  | { kind: "render"; message: { head: Buffer; body: Buffer | null }; pool: number; target: string }
  | { kind: "skip" | "fail"; reason: string }
);

/** A decision that can be made when it is known how these deliveries ended. */
export interface Unsettled {
  endsOf: readonly string[];
  /** Ends by id; a delivery that is not there any more is missing. Must not reject, and wait for nothing outside: rows are locked. */
  decide: (ends: ReadonlyMap<string, EndedDelivery>) => Promise<Settlement>;
}

/**
 * Decides how deliveries go on whose predecessors are final, at most `limit`, each once: a worker that dies in the middle leaves it to the
 * next, and what another is deciding on is passed over. Returns what was decided, and how long those wait before their first attempt that
 * are sent now, milliseconds, if they do.
 */
export function settleDeliveries(
  pool: Pool,
  { limit, consider }: { limit: number; consider: (delivery: UnsettledDelivery) => Unsettled },
): Promise<{ settlements: Settlement[]; delaysMs: number[] }> {
  return transact(pool, async (tx) => {
    const locked = await lockUnsettled(tx, limit);
    if (locked.length === 0) return { settlements: [], delaysMs: [] };
    const unsettled = locked.map((delivery) => ({ ...consider(delivery), namespace: delivery.namespace }));
    const ends = await readEnds(
      tx,
      unsettled.flatMap(({ namespace, endsOf }) => endsOf.map((id) => ({ namespace, id }))),
    );
    const endsIn = (namespace: string): Map<string, EndedDelivery> =>
      new Map(ends.filter((end) => end.namespace === namespace).map((end) => [end.id, end]));
    const byNamespace = new Map(unsettled.map(({ namespace }) => [namespace, endsIn(namespace)]));
    const settlements = await Promise.all(
      unsettled.map(({ namespace, decide }) => decide(byNamespace.get(namespace) ?? new Map())),
    );
    return { settlements, delaysMs: await writeSettlements(tx, settlements) };
  });
}

async function lockUnsettled(tx: Queryable, limit: number): Promise<UnsettledDelivery[]> {
  const { rows } = await tx.query<UnsettledDelivery>({
    name: "lock_unsettled",
    text: `
      select d.namespace, d.id, d.mock_id as "mockId", d.request_id as "requestId", d.callback_type as "callbackType", p.plan
      from delivery d join delivery_plan p on p.namespace = d.namespace and p.delivery_id = d.id
      where d.state = 'pending' and d.pool = ${unsettledPool}
      order by d.pool, d.namespace, d.target, d.due_at limit $1 for update of d skip locked`,
    values: [limit],
  });
  return rows;
}

async function readEnds(tx: Queryable, keys: readonly { namespace: string; id: string }[]): Promise<EndedDelivery[]> {
  const { rows } = await tx.query<EndedDelivery>({
    name: "read_ends",
    text: `
      select d.namespace, d.id, d.state, d.state_reason as "stateReason", a.status_code as "statusCode",
        a.response_headers as "responseHeaders", a.response_body as "responseBody"
      from (select distinct * from unnest($1::text[], $2::uuid[]) as k(namespace, id)) k
      join delivery d on d.namespace = k.namespace and d.id = k.id
      left join lateral (
        select a.* from attempt a where a.namespace = d.namespace and a.delivery_id = d.id order by a.number desc limit 1
      ) a on true`,
    values: [keys.map(({ namespace }) => namespace), keys.map(({ id }) => id)],
  });
  return rows;
}

async function writeSettlements(tx: Queryable, settlements: readonly Settlement[]): Promise<number[]> {
  const column = <Value>(pick: (row: Settlement) => Value): Value[] => settlements.map(pick);
  const { rows } = await tx.query<{ delays_ms: number[] }>({
    name: "write_settlements",
    text: settleStatement,
    values: [
      column(({ namespace }) => namespace),
      column(({ id }) => id),
      column(({ kind }) => (kind === "skip" ? "skipped" : kind === "fail" ? "failed" : "pending")),
      column((row) => ("reason" in row ? row.reason : null)),
      column((row) => (row.kind === "render" ? row.pool : null)),
      column((row) => (row.kind === "render" ? row.target : null)),
      column((row) => (row.kind === "render" ? row.message.head : null)),
      column((row) => (row.kind === "render" ? row.message.body : null)),
      finishedChannel,
    ],
  });
  return rows[0]?.delays_ms ?? [];
}

/** A message that is there already stays: it is rendered once. */
const settleStatement = `
  with s as (
    select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::bytea[], $8::bytea[])
      as s(namespace, id, state, reason, pool, target, head, body)
  ), new_message as (
    insert into message (namespace, delivery_id, head, body)
    select namespace, id, head, body from s where head is not null on conflict do nothing
  ), settled_plan as (
    delete from delivery_plan p using s where p.namespace = s.namespace and p.delivery_id = s.id
    returning p.namespace, p.delivery_id, p.pool
  ), settled as (
    update delivery d set
      state = s.state::delivery_state,
      state_reason = s.reason,
      pool = coalesce(s.pool, p.pool, 0),
      target = coalesce(s.target, d.target),
      due_at = greatest(d.due_at, ${thisMoment} + coalesce(d.delay_ms, 0) * interval '1 millisecond'),
      finished_at = case when s.state <> 'pending' then clock_timestamp() end
    from s join settled_plan p on p.namespace = s.namespace and p.delivery_id = s.id
    where d.namespace = s.namespace and d.id = s.id and d.state = 'pending' and d.pool = ${unsettledPool}
    returning d.namespace, d.id, d.state, d.is_synchronous, d.delay_ms
  ), released as (
    update delivery d set state = 'pending', due_at = ${releasedDueAt}
    from settled c where c.state <> 'pending' and d.state = 'waiting' and d.after_id = c.id and d.namespace = c.namespace
    returning d.delay_ms
  ), notified as (
    select pg_notify($9, namespace || ':' || id) from settled where is_synchronous and state <> 'pending'
  )
  select coalesce(array_agg(delay_ms) filter (where delay_ms > 0), '{}') as delays_ms, (select count(*) from notified)
  from (select delay_ms from settled where state = 'pending' union all select delay_ms from released) as free`;
