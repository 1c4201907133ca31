import { encodeRetryPolicy, type RetryPolicy } from "@understudy/domain";
import {
  columnsOfLoggedRequests,
  insertLoggedRequests,
  loggedRequestColumns,
  type LoggedRequest,
} from "../requests/logged-request.ts";
import { inLockOrder, type StoreWrite } from "../stores.ts";
import type { Queryable } from "../transact.ts";
import { insertPlans } from "./plan.ts";
import { thisMoment } from "./this-moment.ts";

/** A delivery to insert, with its message. */
export interface NewDelivery {
  id: string;
  namespace: string;
  state: "waiting" | "pending" | "failed" | "skipped";
  stateReason: string | null;
  pool: number;
  target: string;
  /** Milliseconds from the commit until the first attempt may be made. */
  dueInMs: number;
  attemptsMax: number;
  retryDelayMs: number;
  timeoutMs: number;
  /** Null: the seed's. */
  retryPolicy: RetryPolicy | null;
  /** Of `dueInMs`, what is waited when the answer is out, or when what it waits for is final; null: nothing. */
  delayMs: number | null;
  mockId: string;
  mockVersion: number;
  requestId: string;
  callback: { index: number; name: string | null; type: string };
  isSynchronous: boolean;
  afterId: string | null;
  /** Null where nothing could be rendered. */
  message: { head: Buffer; body: Buffer | null } | null;
  /** How it goes on when the one that it waits for is final; null: it is sent then. */
  plan?: { text: Buffer; pool: number | null } | null;
}

/** What a request leaves behind, committed together before its answer goes out. */
export interface Commit {
  deliveries: readonly NewDelivery[];
  storeWrites: readonly StoreWrite[];
  /** The call itself, for the request log (design 7). */
  loggedRequest?: LoggedRequest;
}

/** Writes what several requests leave behind in one statement, which is one transaction. */
export async function commitRequests(db: Queryable, commits: readonly Commit[]): Promise<void> {
  const deliveries = commits.flatMap((commit) => commit.deliveries);
  const messages = deliveries.flatMap(({ id, namespace, message }) =>
    message === null ? [] : [{ id, namespace, ...message }],
  );
  const plans = deliveries.flatMap(({ id, namespace, plan }) => (plan == null ? [] : [{ id, namespace, ...plan }]));
  const writes = inLockOrder(commits.flatMap((commit) => commit.storeWrites));
  const requests = commits.flatMap(({ loggedRequest }) => loggedRequest ?? []);
  const column = <Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] => rows.map(pick);
  await db.query({
    name: "commit_requests",
    text: commitStatement,
    values: [
      column(deliveries, (row) => row.namespace),
      column(deliveries, (row) => row.id),
      column(deliveries, (row) => row.state),
      column(deliveries, (row) => row.stateReason),
      column(deliveries, (row) => row.pool),
      column(deliveries, (row) => row.target),
      column(deliveries, (row) => row.dueInMs),
      column(deliveries, (row) => row.attemptsMax),
      column(deliveries, (row) => row.retryDelayMs),
      column(deliveries, (row) => row.timeoutMs),
      column(deliveries, (row) => row.mockId),
      column(deliveries, (row) => row.mockVersion),
      column(deliveries, (row) => row.requestId),
      column(deliveries, (row) => row.callback.index),
      column(deliveries, (row) => row.callback.name),
      column(deliveries, (row) => row.callback.type),
      column(deliveries, (row) => row.isSynchronous),
      column(deliveries, (row) => row.afterId),
      column(messages, (row) => row.namespace),
      column(messages, (row) => row.id),
      column(messages, (row) => row.head),
      column(messages, (row) => row.body),
      column(writes, (row) => row.namespace),
      column(writes, (row) => row.chainId),
      column(writes, (row) => row.key),
      column(writes, (row) => row.value),
      column(deliveries, (row) => encodeRetryPolicy(row.retryPolicy)),
      column(deliveries, (row) => row.delayMs),
      ...columnsOfLoggedRequests(requests),
      column(plans, (row) => row.namespace),
      column(plans, (row) => row.id),
      column(plans, (row) => row.text),
      column(plans, (row) => row.pool),
    ],
  });
}

const commitStatement = `
  with new_message as (
    insert into message (namespace, delivery_id, head, body)
    select * from unnest($19::text[], $20::uuid[], $21::bytea[], $22::bytea[])
  ), new_value as (
    insert into store_entry (namespace, chain_id, key, value)
    select * from unnest($23::text[], $24::text[], $25::text[], $26::text[])
    on conflict (namespace, chain_id, key) do update set value = excluded.value, updated_at = now()
  ), new_request as (
    ${insertLoggedRequests(29)}
  ), new_plan as (
    ${insertPlans(29 + loggedRequestColumns)}
  )
  insert into delivery (namespace, id, state, state_reason, pool, target, due_at, attempts_max, retry_delay_ms, timeout_ms,
    mock_id, mock_version, request_id, callback_index, callback_name, callback_type, is_synchronous, after_id, retry_policy,
    delay_ms, finished_at)
  select d.namespace, d.id, d.state::delivery_state, d.state_reason, d.pool, d.target,
    ${thisMoment} + d.due_in_ms * interval '1 millisecond', d.attempts_max, d.retry_delay_ms, d.timeout_ms, d.mock_id,
    d.mock_version, d.request_id, d.callback_index, d.callback_name, d.callback_type, d.is_synchronous, d.after_id,
    d.retry_policy, d.delay_ms, case when d.state in ('failed', 'skipped') then now() end
  from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::float8[], $8::smallint[],
    $9::int[], $10::int[], $11::text[], $12::int[], $13::text[], $14::smallint[], $15::text[], $16::text[], $17::boolean[],
    $18::uuid[], $27::text[], $28::int[]) as d(namespace, id, state, state_reason, pool, target, due_in_ms, attempts_max, retry_delay_ms, timeout_ms,
    mock_id, mock_version, request_id, callback_index, callback_name, callback_type, is_synchronous, after_id, retry_policy,
    delay_ms)`;
