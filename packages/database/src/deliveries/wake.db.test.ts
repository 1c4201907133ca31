import { afterAll, beforeAll, expect, test } from "vitest";
import { insertDeliveries, makeDelivery, openTestPool, readDeliveryRow } from "../../../../test/deliveries.ts";
import { hearWakes } from "../../../../test/heard-wakes.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { openDatabase } from "../client.ts";
import type { Pool } from "../pool.ts";
import type { NewDelivery } from "./enqueue.ts";
import { wakeAfterCommit, wakeWorkers } from "./wake.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** In how many milliseconds a delivery is due once its answer is out; it was planned for in a minute. */
async function dueInMsOf(given: Partial<NewDelivery>, change = ""): Promise<number> {
  const delivery = makeDelivery({ dueInMs: 60_000, ...given });
  await insertDeliveries(pool, [delivery]);
  if (change !== "") await pool.query(`update delivery set ${change} where id = $1`, [delivery.id]);
  await wakeWorkers(pool, [delivery]);
  return ((await readDeliveryRow(pool, delivery.id))["due_at"] as Date).getTime() - Date.now();
}

test("what has no delay is due when its answer is out", async () => {
  expect(await dueInMsOf({})).toBeLessThanOrEqual(0);
});

test("a delay is counted from the answer, not from the moment that was planned", async () => {
  const dueInMs = await dueInMsOf({ delayMs: 30_000 });
  expect(dueInMs).toBeGreaterThan(25_000);
  expect(dueInMs).toBeLessThanOrEqual(30_000);
});

test("an answer that is so late that its delivery was tried already does not shorten the wait for the next attempt", async () => {
  expect(await dueInMsOf({}, "attempts = 1")).toBeGreaterThan(50_000);
});

test("workers hear of it once, however many deliveries it is about, and of what a transaction says when it is committed", async () => {
  const wakes = await hearWakes(database.url);
  const deliveries = [1, 2, 3].map(() => makeDelivery({ dueInMs: 60_000 }));
  await insertDeliveries(pool, deliveries);
  await wakeWorkers(pool, deliveries);
  expect(await wakes.count()).toBe(1);
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  await db.$transaction(async (tx) => {
    await wakeAfterCommit(tx);
    expect(await wakes.count()).toBe(0);
  });
  expect(await wakes.count()).toBe(1);
  await wakes.close();
  await db.$disconnect();
});

test("what is final or held stays as it is", async () => {
  expect(await dueInMsOf({}, "state = 'cancelled'")).toBeGreaterThan(50_000);
  expect(await dueInMsOf({}, "owner = 1")).toBeGreaterThan(50_000);
});
