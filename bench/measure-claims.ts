import { claimDeliveries, type ClaimRoom, openPool, type Pool } from "../packages/database/src/index.ts";
import { prepareDatabase } from "@understudy/database/migrate";
import { median } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

/** How much is pending, over how many lanes. */
interface Backlog {
  rows: number;
  lanes: number;
}

const owner = 1;
/** Deliveries that a claim takes, as a worker with the default pool does at most. */
const taken = 40;
const claimsPerBacklog = 60;
const warmClaims = 10;

/** What a claim costs, in a database of its own beside the product's: nobody else claims there. */
export async function measureClaims(options: { databaseUrl: string; rows: readonly number[] }): Promise<Table> {
  const databaseUrl = await createScratch(options.databaseUrl);
  const rows: Row[] = [];
  try {
    for (const count of options.rows) {
      for (const lanes of [5, 500]) rows.push(await measureBacklog(databaseUrl, { rows: count, lanes }));
    }
  } finally {
    await dropScratch(options.databaseUrl);
  }
  return {
    title: "Claims: milliseconds for forty deliveries",
    note: `Median and most of ${claimsPerBacklog} claims. Full: all lanes but the last are at their share, and nothing is due in that.`,
    columns: ["all lanes open", "most", "all lanes full", "most"],
    rows,
  };
}

async function measureBacklog(databaseUrl: string, backlog: Backlog): Promise<Row> {
  // As a worker claims, whatever there was when it planned its statement.
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs: 30_000, isPlannedOnce: true });
  try {
    const [open, full] = [makeRoom(backlog, taken), makeRoom(backlog, 0)];
    await pool.query("truncate delivery, delivery_plan");
    await claimDeliveries(pool, { owner, after: null, ...open });
    await fill(databaseUrl, backlog);
    const times = { open: await timeClaims(pool, open, taken), full: await timeClaims(pool, full, 0) };
    return {
      name: `${backlog.rows.toLocaleString("en")} rows in ${backlog.lanes} lanes`,
      cells: [times.open, times.full].flatMap((ms) => [median(ms).toFixed(1), Math.max(...ms).toFixed(1)]),
      rounds: [times],
    };
  } finally {
    await pool.end();
  }
}

/** Of the lanes that a worker knows so much; of those it does not know nothing. */
function makeRoom({ lanes }: Backlog, perLane: number): ClaimRoom {
  const known = Array.from({ length: Math.min(lanes, 140) }, (_, lane) => ({
    ...{ pool: 0, namespace: `n${lane % 10}`, target: `t-${lane}:80`, room: perLane, isQuick: true },
  }));
  const pool = {
    pool: 0,
    room: taken,
    cautious: perLane,
    laneRoom: 1,
    groupRoom: perLane,
    waitedMs: 0,
    backlogMax: null,
  };
  return { pools: [pool], lanes: known, namespaces: [], targets: [] };
}

async function fill(databaseUrl: string, { rows, lanes }: Backlog): Promise<void> {
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs: 300_000 });
  await pool.query(
    `insert into delivery (namespace, id, state, pool, target, due_at, attempts_max, retry_delay_ms, timeout_ms, mock_id,
       mock_version, request_id, callback_index, callback_type)
     select 'n' || n % $2 % 10, gen_random_uuid(), 'pending', 0, 't-' || n % $2 || ':80', now() - n * interval '1 millisecond', 1,
       1000, 30000, 'mock', 1, n::text, 0, 'http'
     from generate_series(1, $1::int) n`,
    [rows, lanes],
  );
  await pool.end();
}

/** Each claim is given back, so that the next one finds as much. */
async function timeClaims(pool: Pool, room: ClaimRoom, expected: number): Promise<number[]> {
  const times: number[] = [];
  let after: Parameters<typeof claimDeliveries>[1]["after"] = null;
  for (let turn = -warmClaims; turn < claimsPerBacklog; turn += 1) {
    const startedAt = performance.now();
    const { deliveries, last } = await claimDeliveries(pool, { owner, after, ...room });
    if (turn >= 0) times.push(performance.now() - startedAt);
    if (deliveries.length !== expected) throw new Error(`a claim took ${deliveries.length} instead of ${expected}`);
    after = deliveries.at(-1) ?? last;
    if (deliveries.length > 0) await release(pool, deliveries);
  }
  return times;
}

async function release(pool: Pool, deliveries: readonly { namespace: string; id: string }[]): Promise<void> {
  await pool.query(
    `update delivery d set owner = null from unnest($1::text[], $2::uuid[]) as h(namespace, id)
     where d.namespace = h.namespace and d.id = h.id`,
    [deliveries.map(({ namespace }) => namespace), deliveries.map(({ id }) => id)],
  );
}

const scratchName = "bench_claims";

async function createScratch(databaseUrl: string): Promise<string> {
  await runOn(databaseUrl, `create database ${scratchName}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${scratchName}`;
  await prepareDatabase({ databaseUrl: url.href, secretKeyFingerprint: Buffer.from("bench") });
  return url.href;
}

const dropScratch = (databaseUrl: string): Promise<void> =>
  runOn(databaseUrl, `drop database if exists ${scratchName} with (force)`);

async function runOn(databaseUrl: string, statement: string): Promise<void> {
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs: 60_000 });
  await pool.query(statement);
  await pool.end();
}
