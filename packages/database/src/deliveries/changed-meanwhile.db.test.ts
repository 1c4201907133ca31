import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveredOf, insertDeliveries, makeDelivery, makeRoom, readDeliveryRow } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { openPool, type Pool } from "../pool.ts";
import { claimDeliveries } from "./claim.ts";
import type { NewDelivery } from "./enqueue.ts";
import { recordAttempts } from "./record.ts";
import { wakeWorkers } from "./wake.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let other: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, connectionsMax: 2, statementTimeoutMs: 10_000, isPlannedOnce: true });
  other = new Client({ connectionString: database.url });
  await other.connect();
});

afterAll(async () => {
  await other.end();
  await pool.end();
  await database.drop();
});

const owner = 1;

async function insertClaimed(): Promise<NewDelivery> {
  const delivery = makeDelivery();
  await insertDeliveries(pool, [delivery]);
  await claimDeliveries(pool, { owner, after: null, ...makeRoom(100) });
  return delivery;
}

/** Runs a statement that has to wait for a change of this row by somebody else, which is then committed. */
async function runBeside(id: string, change: string, statement: () => Promise<unknown>): Promise<void> {
  await other.query("begin");
  await other.query(`update delivery set ${change} where id = $1`, [id]);
  const running = statement();
  await expect.poll(countWaiting).toBe(1);
  await other.query("commit");
  await running;
}

async function countWaiting(): Promise<number> {
  const { rows } = await other.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

test("an attempt is recorded when its delivery is changed at the same time", async () => {
  const [delivery, second] = [await insertClaimed(), await insertClaimed()];
  await runBeside(delivery.id, "timeout_ms = 7, due_at = due_at - interval '1 second'", () =>
    recordAttempts(pool, owner, [deliveredOf(delivery), deliveredOf(second)]),
  );
  for (const { id } of [delivery, second]) {
    expect(await readDeliveryRow(pool, id)).toMatchObject({ state: "delivered", attempts: 1, owner: null });
  }
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ timeout_ms: 7 });
});

test("one that is cancelled at the same time stays cancelled", async () => {
  const delivery = await insertClaimed();
  await runBeside(delivery.id, "state = 'cancelled', owner = null", () =>
    recordAttempts(pool, owner, [deliveredOf(delivery)]),
  );
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state: "cancelled", attempts: 0 });
});

test("what waits is released when it is changed at the same time", async () => {
  const delivery = await insertClaimed();
  const behind = makeDelivery({ state: "waiting", afterId: delivery.id, dueInMs: 60_000 });
  await insertDeliveries(pool, [behind]);
  await runBeside(behind.id, "due_at = due_at - interval '1 second'", () =>
    recordAttempts(pool, owner, [deliveredOf(delivery)]),
  );
  expect(await readDeliveryRow(pool, behind.id)).toMatchObject({ state: "pending", is_due: true });
});

test.each(["waiting", "pending"] as const)(
  "one that is %s is due when its answer is out, also when it is changed at the same time",
  async (state) => {
    const delivery = makeDelivery({ state, dueInMs: 60_000, afterId: state === "waiting" ? makeDelivery().id : null });
    await insertDeliveries(pool, [delivery]);
    await runBeside(delivery.id, "timeout_ms = 7, due_at = due_at - interval '1 second'", () =>
      wakeWorkers(pool, [delivery]),
    );
    expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state, is_due: true, timeout_ms: 7 });
  },
);

test("a delivery of the same id in another namespace is left alone", async () => {
  const delivery = await insertClaimed();
  const twin = makeDelivery({ id: delivery.id, namespace: "other", dueInMs: 60_000 });
  const own = makeDelivery({ namespace: "other", dueInMs: -10 });
  await insertDeliveries(pool, [twin, own]);
  await claimDeliveries(pool, { owner, after: null, ...makeRoom(100) });
  await wakeWorkers(pool, [delivery, own]);
  await recordAttempts(pool, owner, [deliveredOf(delivery), deliveredOf(own)]);
  const { rows } = await other.query<{ namespace: string; state: string; due: boolean }>(
    "select namespace, state, due_at <= now() as due from delivery where id = $1 order by namespace",
    [delivery.id],
  );
  expect(rows).toEqual([
    { namespace: "other", state: "pending", due: false },
    { namespace: "sandbox", state: "delivered", due: true },
  ]);
});
