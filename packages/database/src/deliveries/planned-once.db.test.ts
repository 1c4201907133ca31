import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveredOf, insertDeliveries, makeDelivery, makeRoom } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { openPool, type Pool } from "../pool.ts";
import { claimDeliveries } from "./claim.ts";
import { recordAttempts } from "./record.ts";
import { wakeWorkers } from "./wake.ts";

/** As workers and resolvers have one, with a single connection: plans are kept by connection. */
let pool: Pool;
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, connectionsMax: 1, statementTimeoutMs: 30_000, isPlannedOnce: true });
  // An analysis would have the plans made anew.
  await pool.query("alter table delivery set (autovacuum_enabled = false)");
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const owner = 1;

/** Rows and entries of indexes that were read of deliveries so far. */
async function countReads(): Promise<number> {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await pool.query<{ reads: string }>(`
    select (select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'delivery')
      + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'delivery') as reads`);
  return Number(rows[0]?.reads);
}

/**
 * Ten calls whose callbacks are woken, claimed and recorded, each with one that waits for it. Returns how many rows and entries were read
 * for that.
 */
async function deliverTen(): Promise<number> {
  const first = Array.from({ length: 10 }, () => makeDelivery({ dueInMs: 60_000 }));
  const behind = first.map(({ id }) => makeDelivery({ state: "waiting", afterId: id, dueInMs: 60_000 }));
  const before = await countReads();
  await insertDeliveries(pool, [...first, ...behind]);
  await wakeWorkers(pool, first);
  const claim = await claimDeliveries(pool, { owner, after: null, ...makeRoom(10) });
  await recordAttempts(pool, owner, first.map(deliveredOf));
  const reads = (await countReads()) - before;
  expect(claim.deliveries.map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort());
  const released = await pool.query(
    "update delivery set state = 'cancelled' where after_id is not null and state = 'pending'",
  );
  expect(released.rowCount).toBe(10);
  return reads;
}

test.each(["never analyzed", "analyzed while it was empty", "analyzed with a few rows"])(
  "plans that were made for a small table, %s, serve a large one",
  async (when) => {
    await pool.query("truncate delivery cascade");
    await pool.query("discard plans");
    if (when === "analyzed with a few rows") await insertDeliveries(pool, [makeDelivery({ dueInMs: 3_600_000 })]);
    if (when !== "never analyzed") await pool.query("analyze delivery");
    await deliverTen();
    // Many of each kind that a bad plan would go through: of the same namespace, held, waiting, finished.
    await pool.query(`
      insert into delivery (namespace, id, state, pool, target, due_at, attempts_max, retry_delay_ms, timeout_ms, request_id, callback_index,
          callback_type, owner, after_id)
        select 'sandbox', gen_random_uuid(), (array['pending', 'waiting', 'delivered'])[n % 3 + 1]::delivery_state, 0, 'target:81',
          now() + interval '1 hour', 1, 0, 1000, 'request-' || n, 0, 'http', case when n % 6 = 0 then 2 end,
          case when n % 3 = 1 then gen_random_uuid() end
        from generate_series(1, 6000) n`);
    const reads = await deliverTen();
    process.stdout.write(`${when}: ${reads} rows and entries read for ten callbacks\n`);
    expect(reads).toBeLessThan(500);
  },
);
