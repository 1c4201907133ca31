import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Client } from "pg";
import {
  insertDeliveries,
  makeDelivery,
  makeRoom,
  openTestPool,
  readDeliveryRow,
} from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { openDatabase } from "../client.ts";
import type { Pool } from "../pool.ts";
import { cancelDelivery, reopenDelivery } from "./change.ts";
import { claimDeliveries } from "./claim.ts";
import type { NewDelivery } from "./enqueue.ts";
import { unsettledPool } from "./plan.ts";
import { type AttemptRecord, finishedChannel, recordAttempts } from "./record.ts";
import { settleDeliveries, type Settlement, type Unsettled, type UnsettledDelivery } from "./settle.ts";
import { wakeWorkers } from "./wake.ts";

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

beforeEach(async () => {
  await pool.query("truncate delivery, delivery_plan, message, attempt");
  finished.length = 0;
});

afterAll(async () => {
  await listener.end();
  await pool.end();
  await database.drop();
});

/** A delivery that waits for another, as a resolver leaves it: rendered already unless it has no message. */
function makeSuccessor(predecessor: NewDelivery, given: Partial<NewDelivery> = {}): NewDelivery {
  const delivery = makeDelivery({ state: "waiting", afterId: predecessor.id, pool: unsettledPool, ...given });
  return { ...delivery, plan: { text: Buffer.from(predecessor.id), pool: delivery.message === null ? null : 3 } };
}

const attemptOf = (delivery: NewDelivery, given: Partial<AttemptRecord> = {}): AttemptRecord => ({
  ...{ namespace: delivery.namespace, deliveryId: delivery.id, number: 1, startedAt: new Date(), durationMs: 1 },
  ...{ isDelivered: true, errorClass: null, error: null, statusCode: 201, responseHeaders: Buffer.from("[]") },
  ...{ responseBody: Buffer.from("answer"), isResponseTruncated: false, address: null, retryInMs: null, ...given },
});

const failure = { isDelivered: false, errorClass: "status", error: "no", statusCode: 500 };

const claim = async (owner: number) =>
  (
    await claimDeliveries(pool, {
      owner,
      after: null,
      ...makeRoom(100),
      pools: [0, 3, unsettledPool].flatMap((number) => makeRoom(100, { pool: number }).pools),
    })
  ).deliveries;

async function finish(delivery: NewDelivery, given: Partial<AttemptRecord> = {}): Promise<boolean> {
  await claim(1);
  return (await recordAttempts(pool, 1, [attemptOf(delivery, given)])).isUnsettled;
}

type Ends = Parameters<Unsettled["decide"]>[0];

/** Settles with this decision; the plan of these tests is the id of the predecessor. */
async function settle(
  decide: (delivery: UnsettledDelivery, ends: Ends) => Omit<Settlement, "namespace" | "id">,
): Promise<string[]> {
  const { settlements } = await settleDeliveries(pool, {
    limit: 100,
    consider: (delivery) => ({
      endsOf: [delivery.plan.toString()],
      decide: (ends) =>
        Promise.resolve({ namespace: delivery.namespace, id: delivery.id, ...decide(delivery, ends) } as Settlement),
    }),
  });
  return settlements.map(({ id }) => id);
}

const send = () => ({ kind: "send" }) as const;
const skip = () => ({ kind: "skip", reason: "because" }) as const;

test("what waits is settled when its predecessor is final, not before, and nothing claims it until then", async () => {
  const first = makeDelivery();
  const second = makeSuccessor(first);
  await insertDeliveries(pool, [first, second]);
  await claim(1);
  const failed = await recordAttempts(pool, 1, [attemptOf(first, { ...failure, retryInMs: 0 })]);
  expect(failed.isUnsettled).toBe(false);
  expect(await settle(send)).toEqual([]);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({ state: "waiting", pool: unsettledPool });
  expect(await finish(first, { number: 2 })).toBe(true);
  expect(await claim(2)).toEqual([]);
  expect(await settle(send)).toEqual([second.id]);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({ state: "pending", pool: 3, is_due: true });
  expect((await claim(2)).map(({ id }) => id)).toEqual([second.id]);
  expect(await settle(send)).toEqual([]);
  expect((await pool.query("select from delivery_plan")).rowCount).toBe(0);
});

test("what waits before its first attempt does so from when it is settled, and whoever settles it is told", async () => {
  const first = makeDelivery();
  const second = makeSuccessor(first, { delayMs: 40_000 });
  await insertDeliveries(pool, [first, second]);
  expect(await finish(first)).toBe(true);
  const decide = ({ namespace, id }: UnsettledDelivery): Settlement => ({ namespace, id, kind: "send" });
  const settled = await settleDeliveries(pool, {
    limit: 100,
    consider: (delivery) => ({ endsOf: [], decide: () => Promise.resolve(decide(delivery)) }),
  });
  expect(settled.delaysMs).toEqual([40_000]);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({ state: "pending", is_due: false });
});

test("whoever decides sees the end of the predecessor and the last answer that it got", async () => {
  const first = makeDelivery();
  await insertDeliveries(pool, [first, makeSuccessor(first)]);
  await claim(1);
  await recordAttempts(pool, 1, [attemptOf(first, { ...failure, retryInMs: 0 })]);
  await finish(first, { number: 2, ...failure, responseBody: Buffer.from([0, 0xff]) });
  let seen: Ends = new Map();
  await settle((_delivery, ends) => {
    seen = ends;
    return skip();
  });
  expect(seen.get(first.id)).toEqual({
    ...{ namespace: "sandbox", id: first.id, state: "failed", stateReason: "status", statusCode: 500 },
    ...{ responseHeaders: Buffer.from("[]"), responseBody: Buffer.from([0, 0xff]) },
  });
});

test("a message is rendered once: it stays what the first made of it", async () => {
  const first = makeDelivery();
  const second = makeSuccessor(first, { message: null });
  await insertDeliveries(pool, [first, second]);
  await finish(first);
  const render = (text: string) => () =>
    ({ kind: "render", message: { head: Buffer.from(text), body: null }, pool: 0, target: "late:1" }) as const;
  await settle(render("one"));
  await pool.query("insert into delivery_plan (namespace, delivery_id, plan) values ('sandbox', $1, $2)", [
    second.id,
    Buffer.from(first.id),
  ]);
  await pool.query("update delivery set pool = $2 where id = $1", [second.id, unsettledPool]);
  await settle(render("two"));
  const [claimed] = await claim(2);
  expect(claimed).toMatchObject({ id: second.id, target: "late:1", message: { head: Buffer.from("one") } });
});

test("two that settle at the same time pass each other by, and one that dies leaves all to the next", async () => {
  const first = makeDelivery();
  const [second, third] = [makeSuccessor(first), makeSuccessor(first)];
  await insertDeliveries(pool, [first, second, third]);
  await finish(first);
  const dying = settleDeliveries(pool, {
    limit: 1,
    consider: () => ({
      endsOf: [],
      async decide() {
        expect(await settle(send)).toHaveLength(1);
        throw new Error("killed");
      },
    }),
  });
  await expect(dying).rejects.toThrow("killed");
  // The database may notice a little later that the connection is gone.
  await expect.poll(() => settle(send)).toHaveLength(1);
  expect((await claim(2)).map(({ id }) => id).sort()).toEqual([second.id, third.id].sort());
});

test("one that is skipped says why, is notified if somebody waits for it, and lets go of what waits for it", async () => {
  const first = makeDelivery();
  const second = makeSuccessor(first, { isSynchronous: true });
  const third = makeSuccessor(second);
  const plain = makeDelivery({ state: "waiting", afterId: second.id });
  await insertDeliveries(pool, [first, second, third, plain]);
  await finish(first, failure);
  await settle(skip);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({
    ...{ state: "skipped", state_reason: "because", finished_at: expect.any(Date) as Date },
  });
  expect(await readDeliveryRow(pool, plain.id)).toMatchObject({ state: "pending", pool: 0 });
  await expect.poll(() => finished).toEqual([`sandbox:${second.id}`]);
  expect(await settle(skip)).toEqual([third.id]);
  expect(await readDeliveryRow(pool, third.id)).toMatchObject({ state: "skipped" });
});

test("what comes behind the answer keeps its time until the answer is out, whichever comes first", async () => {
  const wake = (id: string) => wakeWorkers(pool, [{ namespace: "sandbox", id }]);
  for (const isAnsweredFirst of [true, false]) {
    const first = makeDelivery();
    const second = makeSuccessor(first, { dueInMs: 60_000 });
    await insertDeliveries(pool, [first, second]);
    if (isAnsweredFirst) await wake(second.id);
    await finish(first);
    await settle(send);
    expect((await readDeliveryRow(pool, second.id))["is_due"]).toBe(isAnsweredFirst);
    if (!isAnsweredFirst) await wake(second.id);
    expect((await readDeliveryRow(pool, second.id))["is_due"]).toBe(true);
  }
});

test("cancelling the predecessor settles what waits; what was cancelled while it waited can be sent all the same", async () => {
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  const first = makeDelivery();
  const [second, third] = [makeSuccessor(first), makeSuccessor(first)];
  await insertDeliveries(pool, [first, second, third]);
  expect(await cancelDelivery(db, second)).toBe(true);
  expect(await cancelDelivery(db, first)).toBe(true);
  const states: unknown[] = [];
  await settle((_delivery, ends) => {
    states.push(ends.get(first.id)?.state);
    return skip();
  });
  expect(states).toEqual(["cancelled"]);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({ state: "cancelled" });
  expect(await reopenDelivery(db, second)).toBe(true);
  expect(await readDeliveryRow(pool, second.id)).toMatchObject({ state: "pending", pool: 3, is_due: true });
  await db.$disconnect();
});

test("a plan goes with its delivery", async () => {
  const first = makeDelivery();
  await insertDeliveries(pool, [first, makeSuccessor(first)]);
  await pool.query("delete from delivery");
  expect((await pool.query("select from delivery_plan")).rowCount).toBe(0);
});
