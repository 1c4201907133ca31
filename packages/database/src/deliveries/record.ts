import type { Pool } from "../pool.ts";
import { unsettledPool } from "./plan.ts";
import { thisMoment } from "./this-moment.ts";

/** What one try came to, and what becomes of its delivery. */
export interface AttemptRecord {
  namespace: string;
  deliveryId: string;
  number: number;
  startedAt: Date;
  durationMs: number;
  isDelivered: boolean;
  errorClass: string | null;
  error: string | null;
  statusCode: number | null;
  responseHeaders: Buffer | null;
  responseBody: Buffer | null;
  isResponseTruncated: boolean;
  address: string | null;
  /** Milliseconds until the next attempt; null: this was the last one. */
  retryInMs: number | null;
}

/** Heard by resolvers whose callers wait: `<namespace>:<delivery id>`. */
export const finishedChannel = "deliveries_finished";

/**
 * Records attempts in one statement: attempt, state, next due time, release of deliveries that waited for this one.
 * A delivery that another worker holds by now (this one was taken for dead) keeps what that one makes of it; the attempt
 * is unique by its number, and the later one is dropped.
 */
export async function recordAttempts(pool: Pool, owner: number, records: readonly AttemptRecord[]): Promise<Released> {
  const rows = [...records].sort((left, right) => (left.deliveryId < right.deliveryId ? -1 : 1));
  const column = <Value>(pick: (row: AttemptRecord) => Value): Value[] => rows.map(pick);
  const { rows: results } = await pool.query<ReleasedRow>({
    name: "record_attempts",
    text: recordStatement,
    values: [
      owner,
      column((row) => row.namespace),
      column((row) => row.deliveryId),
      column((row) => row.number),
      column((row) => row.startedAt),
      column((row) => Math.round(row.durationMs)),
      column((row) => row.isDelivered),
      column((row) => row.errorClass),
      column((row) => row.error),
      column((row) => row.statusCode),
      column((row) => row.responseHeaders),
      column((row) => row.responseBody),
      column((row) => row.isResponseTruncated),
      column((row) => row.address),
      column((row) => row.retryInMs),
      finishedChannel,
    ],
  });
  return toReleased(results);
}

/** What the end of a delivery set free. */
export interface Released {
  /** Whether it is to be settled now how some of them go on. */
  isUnsettled: boolean;
  /** How long the others wait before their first attempt, milliseconds, if they do. */
  delaysMs: number[];
}

/** When what is released may be sent: one that is still to be settled keeps its own time, which may be that of the answer. */
export const releasedDueAt = `case when d.pool = ${unsettledPool} then d.due_at
  else ${thisMoment} + coalesce(d.delay_ms, 0) * interval '1 millisecond' end`;

interface ReleasedRow {
  is_unsettled: boolean;
  delays_ms: number[];
}

function toReleased([row]: readonly ReleasedRow[]): Released {
  return { isUnsettled: row?.is_unsettled ?? false, delaysMs: row?.delays_ms ?? [] };
}

/**
 * It may be planned once, be its tables young or large: no table is joined, so that there is one way only to find its rows, and one index
 * that fits what they are found by: that of lanes is not seen behind `state::text`, and none begins with a namespace and a colon. They are not
 * found by their place, as claims do it: a row that somebody changes meanwhile (a cancellation, a wake-up) has another one then, and would
 * be passed over. A batch may have two attempts of one delivery, if this worker was taken for dead in between.
 */
const recordStatement = `
  with a as (
    select * from unnest($2::text[], $3::uuid[], $4::smallint[], $5::timestamptz[], $6::int[], $7::boolean[], $8::text[],
      $9::text[], $10::smallint[], $11::bytea[], $12::bytea[], $13::boolean[], $14::text[], $15::float8[])
      as a(namespace, id, number, started_at, duration_ms, is_delivered, error_class, error, status_code, response_headers,
        response_body, is_response_truncated, address, retry_in_ms)
  ), recorded as (
    insert into attempt (namespace, delivery_id, number, started_at, duration_ms, is_delivered, error_class, error, status_code,
      response_headers, response_body, is_response_truncated, address)
    select namespace, id, number, started_at, duration_ms, is_delivered, error_class, error, status_code, response_headers,
      response_body, is_response_truncated, address
    from a on conflict do nothing
  ), changed as (
    update delivery d set owner = null, (state, state_reason, attempts, due_at, finished_at) = (
      select (case when a.is_delivered then 'delivered' when a.retry_in_ms is null then 'failed' else 'pending' end)::delivery_state,
        case when a.is_delivered then null else a.error_class end,
        a.number,
        case when a.retry_in_ms is null then d.due_at else ${thisMoment} + a.retry_in_ms * interval '1 millisecond' end,
        case when a.is_delivered or a.retry_in_ms is null then clock_timestamp() end
      from a where a.namespace = d.namespace and a.id = d.id order by a.number desc limit 1
    )
    where d.namespace = any ($2::text[]) and d.id = any ($3::uuid[]) and d.state::text = 'pending' and d.owner = $1
      and d.attempts < (select max(a.number) from a where a.namespace = d.namespace and a.id = d.id)
    returning d.namespace, d.id, d.state, d.is_synchronous
  ), released as (
    update delivery d set state = 'pending', due_at = ${releasedDueAt}
    where d.state = 'waiting' and d.after_id = any (array(select id from changed where state <> 'pending'))
      and d.namespace || ':' || d.after_id = any (array(select namespace || ':' || id from changed where state <> 'pending'))
    returning d.pool, d.delay_ms
  ), notified as (
    select pg_notify($16, namespace || ':' || id) from changed where is_synchronous and state <> 'pending'
  )
  select coalesce(bool_or(pool = ${unsettledPool}), false) as is_unsettled,
    coalesce(array_agg(delay_ms) filter (where pool <> ${unsettledPool} and delay_ms > 0), '{}') as delays_ms,
    (select count(*) from notified)
  from released`;
