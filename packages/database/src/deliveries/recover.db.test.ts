import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  insertDeliveries,
  makeDelivery,
  makeRoom,
  openTestPool,
  readDeliveryRow,
} from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { type Database, openDatabase } from "../client.ts";
import type { Pool } from "../pool.ts";
import { cancelDelivery, reopenDelivery } from "./change.ts";
import { claimDeliveries } from "./claim.ts";
import { recordAttempts } from "./record.ts";
import { registerWorker, releaseDeadWorkers, releaseDeliveries } from "./recover.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  db = openDatabase({ databaseUrl: database.url, connectionsMax: 2 });
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt, worker"));

afterAll(async () => {
  await db.$disconnect();
  await pool.end();
  await database.drop();
});

async function startWorker(id: string): Promise<{ owner: number; client: Client }> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return { owner: await registerWorker(client, id), client };
}

const workerId = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

const claimAs = (owner: number, room = 100) => claimDeliveries(pool, { owner, after: null, ...makeRoom(room) });

test("what a dead worker held can be claimed again; what the living hold is left to them", async () => {
  const dead = await startWorker(workerId(1));
  const alive = await startWorker(workerId(2));
  const deliveries = Array.from({ length: 6 }, () => makeDelivery());
  await insertDeliveries(pool, deliveries);
  expect((await claimAs(dead.owner, 4)).deliveries).toHaveLength(4);
  expect((await claimAs(alive.owner)).deliveries).toHaveLength(2);
  expect(await releaseDeadWorkers(pool)).toBe(0);

  await dead.client.end();
  await expect.poll(() => releaseDeadWorkers(pool)).toBe(4);
  expect(await releaseDeadWorkers(pool)).toBe(0);
  expect((await claimAs(alive.owner)).deliveries).toHaveLength(4);
  const { rows } = await pool.query("select id from worker");
  expect(rows).toEqual([{ id: workerId(2) }]);
  await alive.client.end();
});

test("a worker that connects anew keeps its key, and with it what it holds", async () => {
  const before = await startWorker(workerId(1));
  await insertDeliveries(pool, [makeDelivery()]);
  await claimAs(before.owner);
  await before.client.end();
  const after = await startWorker(workerId(1));
  expect(after.owner).toBe(before.owner);
  expect(await releaseDeadWorkers(pool)).toBe(0);
  await after.client.end();
});

test("what a dead worker had finished is not released: it stays final", async () => {
  const dead = await startWorker(workerId(1));
  const delivery = makeDelivery();
  await insertDeliveries(pool, [delivery]);
  await claimAs(dead.owner);
  await cancelDelivery(db, delivery);
  await dead.client.end();
  await expect
    .poll(async () => {
      await releaseDeadWorkers(pool);
      return (await pool.query<{ id: string }>("select id from worker")).rows;
    })
    .toEqual([]);
  expect((await readDeliveryRow(pool, delivery.id))["state"]).toBe("cancelled");
});

test("a worker gives back only what it holds itself", async () => {
  const [mine, theirs] = [makeDelivery(), makeDelivery()];
  await insertDeliveries(pool, [mine]);
  await claimAs(1);
  await insertDeliveries(pool, [theirs]);
  await claimAs(2);
  await releaseDeliveries(pool, 1, [mine, theirs]);
  expect((await readDeliveryRow(pool, mine.id))["owner"]).toBeNull();
  expect((await readDeliveryRow(pool, theirs.id))["owner"]).toBe(2);
});

test("redelivery opens what is final, with its attempts counted anew; what is not final is left", async () => {
  const delivery = makeDelivery();
  await insertDeliveries(pool, [delivery]);
  expect(await reopenDelivery(db, delivery)).toBe(false);
  await claimAs(1);
  await recordAttempts(pool, 1, [
    {
      ...{ namespace: "sandbox", deliveryId: delivery.id, number: 1, startedAt: new Date(), durationMs: 1 },
      ...{ isDelivered: false, errorClass: "status", error: "no", statusCode: 500, responseHeaders: null },
      ...{ responseBody: null, isResponseTruncated: false, address: null, retryInMs: null },
    },
  ]);
  expect(await reopenDelivery(db, { ...delivery, namespace: "other" })).toBe(false);
  expect(await reopenDelivery(db, delivery)).toBe(true);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({
    ...{ state: "pending", state_reason: null, attempts: 1, attempts_earlier: 1, is_due: true, finished_at: null },
  });
  const [again] = (await claimAs(1)).deliveries;
  expect(again).toMatchObject({ id: delivery.id, attempts: 1, attemptsEarlier: 1, message: delivery.message });
});

test("what has no message can't be redelivered", async () => {
  const delivery = makeDelivery({ state: "failed", message: null });
  await insertDeliveries(pool, [delivery]);
  expect(await reopenDelivery(db, delivery)).toBe(false);
});

test("cancelling ends what is pending, waiting or being sent, and lets go on what waited for it", async () => {
  const first = makeDelivery();
  const second = makeDelivery({ state: "waiting", afterId: first.id });
  const third = makeDelivery({ state: "waiting", afterId: second.id });
  await insertDeliveries(pool, [first, second, third]);
  await claimAs(1);
  expect(await cancelDelivery(db, { ...first, namespace: "other" })).toBe(false);
  expect(await cancelDelivery(db, second)).toBe(true);
  expect((await readDeliveryRow(pool, third.id))["state"]).toBe("pending");
  expect(await cancelDelivery(db, first)).toBe(true);
  expect(await readDeliveryRow(pool, first.id)).toMatchObject({ state: "cancelled", owner: null });
  expect((await readDeliveryRow(pool, second.id))["state"]).toBe("cancelled");
  expect(await cancelDelivery(db, first)).toBe(false);
});
