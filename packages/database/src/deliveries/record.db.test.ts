import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  insertDeliveries,
  makeDelivery,
  makeRoom,
  openTestPool,
  readDeliveryRow,
} from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import type { Pool } from "../pool.ts";
import { claimDeliveries } from "./claim.ts";
import type { NewDelivery } from "./enqueue.ts";
import { type AttemptRecord, finishedChannel, recordAttempts } from "./record.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let listener: Client;
const finished: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  listener = new Client({ connectionString: database.url });
  await listener.connect();
  listener.on("notification", ({ payload }) => finished.push(payload ?? ""));
  await listener.query(`listen ${finishedChannel}`);
});

afterAll(async () => {
  await listener.end();
  await pool.end();
  await database.drop();
});

async function insertClaimed(owner: number, given: Partial<NewDelivery> = {}): Promise<NewDelivery> {
  const delivery = makeDelivery(given);
  await insertDeliveries(pool, [delivery]);
  await claimDeliveries(pool, { owner, after: null, ...makeRoom(100) });
  expect((await readDeliveryRow(pool, delivery.id))["owner"]).toBe(owner);
  return delivery;
}

function attemptOf(delivery: NewDelivery, given: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    namespace: delivery.namespace,
    deliveryId: delivery.id,
    number: 1,
    startedAt: new Date(),
    durationMs: 12,
    isDelivered: true,
    errorClass: null,
    error: null,
    statusCode: 200,
    responseHeaders: Buffer.from("[]"),
    responseBody: Buffer.from([0, 0xff]),
    isResponseTruncated: false,
    address: "127.0.0.1:80",
    retryInMs: null,
    ...given,
  };
}

const failure = { isDelivered: false, errorClass: "status", error: "no", statusCode: 500 };

async function readAttempts(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    "select * from attempt where delivery_id = $1 order by number",
    [id],
  );
  return rows;
}

test("success ends it and is kept with the bytes that came back", async () => {
  const delivery = await insertClaimed(1);
  await recordAttempts(pool, 1, [attemptOf(delivery)]);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({
    ...{ state: "delivered", state_reason: null, attempts: 1, owner: null },
    finished_at: expect.any(Date) as Date,
  });
  expect(await readAttempts(delivery.id)).toMatchObject([
    { number: 1, is_delivered: true, response_body: Buffer.from([0, 0xff]), address: "127.0.0.1:80" },
  ]);
});

test("a failure with a next attempt makes it due then, and free for anybody", async () => {
  const delivery = await insertClaimed(1);
  await recordAttempts(pool, 1, [attemptOf(delivery, { ...failure, retryInMs: 60_000 })]);
  const row = await readDeliveryRow(pool, delivery.id);
  expect(row).toMatchObject({ state: "pending", attempts: 1, owner: null, finished_at: null, is_due: false });
  const dueInMs = (row["due_at"] as Date).getTime() - Date.now();
  expect(dueInMs).toBeGreaterThan(50_000);
  expect(dueInMs).toBeLessThanOrEqual(60_000);
});

test("the last failure ends it and says why", async () => {
  const delivery = await insertClaimed(1);
  await recordAttempts(pool, 1, [attemptOf(delivery, { ...failure, number: 3 })]);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({
    state: "failed",
    state_reason: "status",
    attempts: 3,
  });
});

test("an attempt recorded after another worker took over is kept, but changes nothing that the other holds", async () => {
  const delivery = await insertClaimed(1);
  await pool.query("update delivery set owner = null where id = $1", [delivery.id]);
  await claimDeliveries(pool, { owner: 2, after: null, ...makeRoom(100) });
  await recordAttempts(pool, 1, [
    attemptOf(delivery, { error: "of the first", isDelivered: false, errorClass: "closed" }),
  ]);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state: "pending", owner: 2, attempts: 0 });
  // The second one's attempt has the same number: the loser of that insert returns quietly, its delivery is finished.
  await recordAttempts(pool, 2, [attemptOf(delivery)]);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state: "delivered", attempts: 1, owner: null });
  expect(await readAttempts(delivery.id)).toMatchObject([{ number: 1, error: "of the first" }]);
});

test("a delivery that was sent twice, as its worker was taken for dead meanwhile, is recorded once", async () => {
  const [delivery, other] = [await insertClaimed(1), await insertClaimed(1)];
  await recordAttempts(pool, 1, [attemptOf(delivery), attemptOf(delivery), attemptOf(other)]);
  for (const { id } of [delivery, other]) {
    expect(await readDeliveryRow(pool, id)).toMatchObject({ state: "delivered", attempts: 1, owner: null });
    expect(await readAttempts(id)).toHaveLength(1);
  }
});

test("recording the same attempts twice changes nothing", async () => {
  const delivery = await insertClaimed(1);
  const attempts = [attemptOf(delivery, { ...failure, retryInMs: 0 })];
  await recordAttempts(pool, 1, attempts);
  await claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(100) });
  await recordAttempts(pool, 2, attempts);
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state: "pending", owner: 1, attempts: 1 });
  expect(await readAttempts(delivery.id)).toHaveLength(1);
});

test("what waited for a delivery is released when that is final, whatever came of it, and not before", async () => {
  for (const last of [{}, failure]) {
    const first = await insertClaimed(1);
    const waiting = makeDelivery({ state: "waiting", afterId: first.id, dueInMs: 60_000 });
    const namesake = makeDelivery({ state: "waiting", afterId: first.id, namespace: "other" });
    await insertDeliveries(pool, [waiting, namesake]);
    await recordAttempts(pool, 1, [attemptOf(first, { ...failure, retryInMs: 0 })]);
    expect((await readDeliveryRow(pool, waiting.id))["state"]).toBe("waiting");
    await claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(100) });
    await recordAttempts(pool, 1, [attemptOf(first, { ...last, number: 2 })]);
    expect(await readDeliveryRow(pool, waiting.id)).toMatchObject({ state: "pending", is_due: true });
    // Ids are unique in their namespace only.
    expect((await readDeliveryRow(pool, namesake.id))["state"]).toBe("waiting");
  }
});

test("what is released waits its own delay from that moment on, and the recorder is told", async () => {
  const first = await insertClaimed(1);
  const waiting = [null, 40_000].map((delayMs) => makeDelivery({ state: "waiting", afterId: first.id, delayMs }));
  await insertDeliveries(pool, waiting);
  expect((await recordAttempts(pool, 1, [attemptOf(first, { ...failure, retryInMs: 0 })])).delaysMs).toEqual([]);
  await claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(100) });
  expect((await recordAttempts(pool, 1, [attemptOf(first, { number: 2 })])).delaysMs).toEqual([40_000]);
  const [atOnce, later] = await Promise.all(waiting.map(({ id }) => readDeliveryRow(pool, id)));
  expect(atOnce).toMatchObject({ state: "pending", is_due: true });
  const dueInMs = (later?.["due_at"] as Date).getTime() - Date.now();
  expect(dueInMs).toBeGreaterThan(35_000);
  expect(dueInMs).toBeLessThanOrEqual(40_000);
});

test("the end of a synchronous delivery is notified, once; nothing else is", async () => {
  const synchronous = await insertClaimed(1, { isSynchronous: true });
  const asynchronous = await insertClaimed(1);
  finished.length = 0;
  await recordAttempts(pool, 1, [attemptOf(synchronous, { ...failure, retryInMs: 0 }), attemptOf(asynchronous)]);
  await claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(100) });
  await recordAttempts(pool, 1, [attemptOf(synchronous, { number: 2 })]);
  await expect.poll(() => finished).toEqual([`sandbox:${synchronous.id}`]);
});

test("many attempts are recorded by one statement", async () => {
  const deliveries = Array.from({ length: 300 }, () => makeDelivery());
  await insertDeliveries(pool, deliveries);
  await claimDeliveries(pool, { owner: 9, after: null, ...makeRoom(1000) });
  await recordAttempts(
    pool,
    9,
    deliveries.map((delivery) => attemptOf(delivery)),
  );
  const { rows } = await pool.query("select state from delivery where id = any($1)", [deliveries.map(({ id }) => id)]);
  expect(rows).toEqual(deliveries.map(() => ({ state: "delivered" })));
});
