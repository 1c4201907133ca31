import type { Pool } from "../pool.ts";
import { columnsOfLoggedRequests, insertLoggedRequests, type LoggedRequest } from "./logged-request.ts";
import type { UndefinedRequest } from "./undefined.ts";
import { encodeUses, type MockUseChange } from "./use-batches.ts";

/** Calls of a namespace's stubs to add to its counts. */
export interface RequestCountChange {
  namespace: string;
  matched: number;
  unmatched: number;
  failed: number;
  durationMs: number;
  /** Calls that are counted but will never be in the log. */
  unwritten: number;
}

/** Calls of one method and path that no mock matched, to add to what is known of them. A null explanation keeps the earlier one. */
export type UndefinedRequestChange = Omit<UndefinedRequest, "ignored">;

export interface RequestRecords {
  requests: readonly LoggedRequest[];
  counts: readonly RequestCountChange[];
  uses: readonly MockUseChange[];
  undefinedRequests: readonly UndefinedRequestChange[];
}

/**
 * Writes what a resolver has noted of its calls, in one statement, which is one transaction. Rows are written in the order of their
 * keys, so that two resolvers can't block each other.
 */
export async function recordRequests(pool: Pool, records: RequestRecords): Promise<void> {
  const { requests } = records;
  const counts = inOrder(records.counts, ({ namespace }) => namespace);
  const misses = inOrder(records.undefinedRequests, ({ namespace, id }) => `${namespace}/${id}`);
  const column = <Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] => rows.map(pick);
  await pool.query({
    name: "record_requests",
    text: recordStatement,
    values: [
      column(counts, (row) => row.namespace),
      column(counts, (row) => row.matched),
      column(counts, (row) => row.unmatched),
      column(counts, (row) => row.failed),
      column(counts, (row) => row.durationMs),
      column(counts, (row) => row.unwritten),
      records.uses.length === 0 ? null : encodeUses(records.uses),
      column(misses, (row) => row.namespace),
      column(misses, (row) => row.id),
      column(misses, (row) => row.method),
      column(misses, (row) => row.path),
      column(misses, (row) => row.calls),
      column(misses, (row) => row.firstSeenAt),
      column(misses, (row) => row.lastSeenAt),
      column(misses, (row) => row.query),
      column(misses, (row) => row.requestHeaders),
      column(misses, (row) => row.requestBody),
      column(misses, (row) => row.explanation),
      ...columnsOfLoggedRequests(requests),
    ],
  });
}

function inOrder<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ row }) => row);
}

const recordStatement = `
  with counted as (
    insert into request_count (namespace, matched, unmatched, failed, duration_ms, unwritten)
    select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
    on conflict (namespace) do update set matched = request_count.matched + excluded.matched,
      unmatched = request_count.unmatched + excluded.unmatched, failed = request_count.failed + excluded.failed,
      duration_ms = request_count.duration_ms + excluded.duration_ms,
      unwritten = request_count.unwritten + excluded.unwritten
  ), used as (
    insert into mock_use_batch (uses) select $7::text where $7 is not null
  ), missed as (
    insert into undefined_request (namespace, id, method, path, calls, first_seen_at, last_seen_at, query, request_headers,
      request_body, explanation)
    select * from unnest($8::text[], $9::uuid[], $10::text[], $11::text[], $12::bigint[], $13::timestamptz[],
      $14::timestamptz[], $15::text[], $16::bytea[], $17::bytea[], $18::bytea[])
    on conflict (namespace, id) do update set calls = undefined_request.calls + excluded.calls,
      last_seen_at = greatest(undefined_request.last_seen_at, excluded.last_seen_at), query = excluded.query,
      request_headers = excluded.request_headers, request_body = excluded.request_body,
      explanation = coalesce(excluded.explanation, undefined_request.explanation)
  )
  ${insertLoggedRequests(19)}`;
