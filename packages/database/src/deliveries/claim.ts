import type { Pool } from "../pool.ts";

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
  mockId: string;
  requestId: string;
  callbackType: string;
  isSynchronous: boolean;
  message: { head: Buffer; body: Buffer | null };
}

/** A lane: what one namespace has for one target. The place from which the next claim goes on. */
export interface Lane {
  pool: number;
  namespace: string;
  target: string;
}

export interface ClaimRequest {
  owner: number;
  /** Where the last claim stopped; null begins anew. */
  after: Lane | null;
  /** How many more deliveries this worker takes, by pool. Pools that are not named are left alone. */
  room: ReadonlyMap<number, number>;
  /** Most deliveries of one lane in one claim. */
  laneMax: number;
}

export interface Claim {
  deliveries: ClaimedDelivery[];
  /** The last lane that was looked at; null when there were none behind it. */
  last: Lane | null;
}

/** Lanes that one claim looks at. */
const lanesMax = 64;

/**
 * Takes deliveries that are due, in turn by lane, in one statement. Lanes are found by skipping through their index, so that the cost
 * is that of the lanes looked at and the rows taken, not of what is pending. Rows that another worker is taking are passed over.
 */
export async function claimDeliveries(pool: Pool, request: ClaimRequest): Promise<Claim> {
  const { owner, after, room, laneMax } = request;
  const { rows } = await pool.query<ClaimRow>({
    name: "claim_deliveries",
    text: claimStatement,
    values: [
      owner,
      after?.pool ?? -1,
      after?.namespace ?? "",
      after?.target ?? "",
      [...room.keys()],
      [...room.values()],
      laneMax,
      lanesMax,
    ],
  });
  const [first] = rows;
  const isAtEnd = first === undefined || first.lanes < lanesMax;
  const last = isAtEnd ? null : { pool: first.last_pool, namespace: first.last_namespace, target: first.last_target };
  return { deliveries: rows.flatMap((row) => (row.id === null ? [] : [toClaimed(row, row.id)])), last };
}

interface ClaimRow {
  lanes: number;
  last_pool: number;
  last_namespace: string;
  last_target: string;
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
  mock_id: string;
  request_id: string;
  callback_type: string;
  is_synchronous: boolean;
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
    callbackType: row.callback_type,
    isSynchronous: row.is_synchronous,
    message: { head: row.head, body: row.body },
  };
}

const nextLane = `
  select d.pool, d.namespace, d.target from delivery d
  where d.state = 'pending' and (d.pool, d.namespace, d.target) > (%)
  order by d.pool, d.namespace, d.target limit 1`;

/** $1 owner, $2–$4 the lane to go on behind, $5–$6 room by pool, $7 most of a lane, $8 most lanes. */
const claimStatement = `
  with recursive lane (pool, namespace, target, position) as (
    (select l.*, 1 from (${nextLane.replace("%", "$2::smallint, $3::text, $4::text")}) l)
    union all
    select n.*, l.position + 1 from lane l cross join lateral (${nextLane.replace("%", "l.pool, l.namespace, l.target")}) n
    where l.position < $8
  ), room as (
    select * from unnest($5::smallint[], $6::int[]) as r(pool, room)
  ), candidate as (
    select l.position, r.room, c.* from lane l join room r using (pool) cross join lateral (
      select d.namespace, d.id, d.pool, d.due_at from delivery d
      where d.state = 'pending' and d.pool = l.pool and d.namespace = l.namespace and d.target = l.target
        and d.due_at <= clock_timestamp() and d.owner is null
      order by d.due_at limit least($7, r.room) for update skip locked
    ) c
  ), by_lane as (
    select *, row_number() over (partition by position order by due_at) as turn from candidate
  ), by_pool as (
    select *, row_number() over (partition by pool order by turn, position) as place from by_lane
  ), claimed as (
    update delivery d set owner = $1 from by_pool p
    where p.place <= p.room and d.namespace = p.namespace and d.id = p.id and d.owner is null
    returning d.*
  ), looked as (
    select count(*)::int as lanes, max(position) as last from lane
  )
  select looked.lanes, l.pool as last_pool, l.namespace as last_namespace, l.target as last_target,
    c.id, c.namespace, c.pool, c.target, c.attempts, c.attempts_earlier, c.attempts_max, c.retry_delay_ms, c.timeout_ms, c.retry_policy,
    c.mock_id, c.request_id, c.callback_type, c.is_synchronous, m.head, m.body
  from looked
  left join lane l on l.position = looked.last
  left join claimed c on true
  left join message m on m.namespace = c.namespace and m.delivery_id = c.id
  order by c.due_at`;
