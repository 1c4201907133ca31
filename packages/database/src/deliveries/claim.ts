import type { Pool } from "../pool.ts";
import { claimStatement } from "./claim-statement.ts";

/** A delivery that this worker holds, with what it sends. */
export interface ClaimedDelivery {
  namespace: string;
  id: string;
  pool: number;
  target: string;
  attempts: number;
  attemptsEarlier: number;
  attemptsMax: number;
  retryDelayMs: number;
  timeoutMs: number;
  /** As the column holds it; null: the seed's. */
  retryPolicy: string | null;
  /** Null: an event caused it. */
  mockId: string | null;
  requestId: string | null;
  /** Null: it is of a mock's callback. */
  webhookId: string | null;
  operation: string | null;
  callbackType: string;
  isSynchronous: boolean;
  /** Whether it is sent to see if a target whose circuit is open answers again. */
  isProbe: boolean;
  message: { head: Buffer; body: Buffer | null };
}

/** A lane: what one namespace has for one target. */
export interface Lane {
  pool: number;
  namespace: string;
  target: string;
}

/** What this worker takes of a pool. Lanes that it does not know, or that were not quick, are taken of with caution. */
export interface PoolRoom {
  pool: number;
  /** Most deliveries of the pool. */
  room: number;
  /** Most of all lanes together that are not known to be quick. */
  cautious: number;
  /** Most of one lane that this worker does not know. */
  laneRoom: number;
  /** Most of the lanes of one namespace, and of one target, that are not known to be quick. */
  groupRoom: number;
  /** A lane that is not known is taken of only when it has waited this long, milliseconds, */
  waitedMs: number;
  /** and has no more deliveries than this; null: any number. */
  backlogMax: number | null;
}

/** What this worker takes of a lane that it knows. */
export interface LaneRoom extends Lane {
  room: number;
  isQuick: boolean;
}

/** What is left for the lanes of one namespace, or of one target, that are not known to be quick. */
export interface GroupRoom {
  pool: number;
  name: string;
  room: number;
}

export interface ClaimRoom {
  /** Pools that are not named are left alone. */
  pools: readonly PoolRoom[];
  lanes: readonly LaneRoom[];
  namespaces: readonly GroupRoom[];
  targets: readonly GroupRoom[];
}

export interface ClaimRequest extends ClaimRoom {
  owner: number;
  /** The lane behind which to begin; null: the first one. */
  after: Lane | null;
}

export interface Claim {
  /** In the order of their turns. */
  deliveries: ClaimedDelivery[];
  /** The last lane that was looked at; null: there is none. */
  last: Lane | null;
  /** Whether all lanes were looked at. */
  isRound: boolean;
  /** Whether lanes were looked at up to the last one there is. */
  hasPassedEnd: boolean;
}

/** Lanes that one claim looks at: one that has nothing due costs a search in the index, some microseconds. */
const lanesMax = 128;

/**
 * Takes deliveries that are due, in turn by namespace and lane, in one statement (decision 18). Lanes are found by skipping through their
 * index, so that the cost is that of the lanes looked at and the rows taken, not of what is pending. Rows that another worker is taking
 * are passed over, and so are targets whose circuit is open.
 */
export async function claimDeliveries(pool: Pool, request: ClaimRequest): Promise<Claim> {
  const { rows } = await pool.query<ClaimRow>({
    name: "claim_deliveries",
    text: claimStatement,
    values: toParameters(request),
  });
  const [first] = rows;
  if (first === undefined || first.last_target === null) {
    return { deliveries: [], last: null, isRound: true, hasPassedEnd: true };
  }
  return {
    deliveries: rows.flatMap((row) => (row.id === null ? [] : [toClaimed(row, row.id)])),
    last: { pool: first.last_pool, namespace: first.last_namespace, target: first.last_target },
    isRound: first.lanes < lanesMax,
    hasPassedEnd: first.has_passed_end,
  };
}

function toParameters({ owner, after, pools, lanes, namespaces, targets }: ClaimRequest): unknown[] {
  const column = <Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] => rows.map(pick);
  const columnsOfGroup = (groups: readonly GroupRoom[]): unknown[] => [
    column(groups, ({ pool }) => pool),
    column(groups, ({ name }) => name),
    column(groups, ({ room }) => room),
  ];
  return [
    ...[owner, after?.pool ?? -1, after?.namespace ?? "", after?.target ?? "", lanesMax],
    column(pools, ({ pool }) => pool),
    column(pools, ({ room }) => room),
    column(pools, ({ cautious }) => cautious),
    column(pools, ({ laneRoom }) => laneRoom),
    column(pools, ({ groupRoom }) => groupRoom),
    column(pools, ({ waitedMs }) => waitedMs),
    column(pools, ({ backlogMax }) => backlogMax),
    column(lanes, ({ pool }) => pool),
    column(lanes, ({ namespace }) => namespace),
    column(lanes, ({ target }) => target),
    column(lanes, ({ room }) => room),
    column(lanes, ({ isQuick }) => isQuick),
    ...columnsOfGroup(namespaces),
    ...columnsOfGroup(targets),
  ];
}

interface ClaimRow {
  lanes: number;
  has_passed_end: boolean;
  last_pool: number;
  last_namespace: string;
  /** Null: there is no lane. */
  last_target: string | null;
  /** Null in the one row that only says how far the claim looked. */
  id: string | null;
  namespace: string;
  pool: number;
  target: string;
  attempts: number;
  attempts_earlier: number;
  attempts_max: number;
  retry_delay_ms: number;
  timeout_ms: number;
  retry_policy: string | null;
  mock_id: string | null;
  request_id: string | null;
  webhook_id: string | null;
  operation: string | null;
  callback_type: string;
  is_synchronous: boolean;
  is_probe: boolean;
  head: Buffer;
  body: Buffer | null;
}

function toClaimed(row: ClaimRow, id: string): ClaimedDelivery {
  return {
    namespace: row.namespace,
    id,
    pool: row.pool,
    target: row.target,
    attempts: row.attempts,
    attemptsEarlier: row.attempts_earlier,
    attemptsMax: row.attempts_max,
    retryDelayMs: row.retry_delay_ms,
    timeoutMs: row.timeout_ms,
    retryPolicy: row.retry_policy,
    mockId: row.mock_id,
    requestId: row.request_id,
    webhookId: row.webhook_id,
    operation: row.operation,
    callbackType: row.callback_type,
    isSynchronous: row.is_synchronous,
    isProbe: row.is_probe,
    message: { head: row.head, body: row.body },
  };
}
