import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertDeliveries, makeDelivery, makeRoom, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import type { Pool } from "../pool.ts";
import { type Claim, claimDeliveries, type ClaimedDelivery, type ClaimRequest } from "./claim.ts";
import { closeCircuit, openCircuit } from "./circuits.ts";
import type { NewDelivery } from "./enqueue.ts";
import { releaseDeliveriesBut } from "./recover.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt, target_circuit"));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const claim = (given: Partial<ClaimRequest> = {}): Promise<Claim> =>
  claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(1000), ...given });

const lane = (target: string, count: number, given: Partial<NewDelivery> = {}): NewDelivery[] =>
  Array.from({ length: count }, () => makeDelivery({ target, ...given }));

const idsOf = (deliveries: readonly { id: string }[]): string[] => deliveries.map(({ id }) => id);

test("takes what is due with all that it needs, and takes nothing twice", async () => {
  const delivery = makeDelivery({ message: { head: Buffer.from([0, 255]), body: null }, isSynchronous: true });
  await insertDeliveries(pool, [delivery]);
  const first = await claim();
  expect(first.deliveries).toEqual([
    {
      ...{ namespace: "sandbox", id: delivery.id, pool: 0, target: "target:80", isSynchronous: true },
      ...{
        attempts: 0,
        attemptsEarlier: 0,
        attemptsMax: 3,
        retryDelayMs: 1000,
        timeoutMs: 30_000,
        retryPolicy: null,
        isProbe: false,
      },
      ...{ mockId: "mock", requestId: "request", callbackType: "http", webhookId: null, operation: null },
      message: { head: Buffer.from([0, 255]), body: null },
    },
  ]);
  expect((await claim()).deliveries).toEqual([]);
});

test("a policy of its own comes as it is stored", async () => {
  await insertDeliveries(pool, [makeDelivery({ retryPolicy: { kind: "schedule", delaysMs: [1, 2] } })]);
  const [claimed] = (await claim()).deliveries;
  expect(JSON.parse(claimed?.retryPolicy ?? "")).toEqual({ kind: "schedule", delaysMs: [1, 2] });
});

test("leaves what is not due, not pending, or held by another", async () => {
  const held = makeDelivery();
  await insertDeliveries(pool, [
    held,
    makeDelivery({ dueInMs: 60_000 }),
    makeDelivery({ state: "failed" }),
    makeDelivery({ state: "skipped" }),
    makeDelivery({ state: "waiting", afterId: held.id }),
  ]);
  await claim({ owner: 7 });
  expect((await claim()).deliveries).toEqual([]);
});

test("within a lane, what was due first comes first", async () => {
  const deliveries = [30, 10, 20].map((ms) => makeDelivery({ dueInMs: -ms * 1000 }));
  await insertDeliveries(pool, deliveries);
  expect(idsOf((await claim(makeRoom(2))).deliveries)).toEqual([deliveries[0]?.id, deliveries[2]?.id]);
});

test("a long lane leaves room for every other: places are given out in turn", async () => {
  await insertDeliveries(pool, [
    ...lane("a:1", 500, { dueInMs: -60_000 }),
    ...lane("b:1", 3),
    ...lane("c:1", 3, { namespace: "other" }),
  ]);
  const { deliveries } = await claim(makeRoom(9));
  const perLane = Object.groupBy(deliveries, ({ target }) => target);
  expect([perLane["a:1"]?.length, perLane["b:1"]?.length, perLane["c:1"]?.length]).toEqual([3, 3, 3]);
});

test("one lane gets no more than its share of a claim, even when there is room", async () => {
  await insertDeliveries(pool, lane("a:1", 30));
  expect((await claim(makeRoom(1000, { laneRoom: 20 }))).deliveries).toHaveLength(20);
  expect((await claim(makeRoom(1000, { laneRoom: 20 }))).deliveries).toHaveLength(10);
});

test("a namespace has one turn, however many lanes it has", async () => {
  await insertDeliveries(pool, [
    ...Array.from({ length: 20 }, (_, n) => lane(`a-${n}:1`, 5, { namespace: "many" })).flat(),
    ...lane("z:1", 20, { namespace: "one" }),
  ]);
  const { deliveries } = await claim(makeRoom(10));
  expect(deliveries.filter(({ namespace }) => namespace === "one")).toHaveLength(5);
});

test("of lanes that are not known to be quick only so many are taken, by namespace and by target, too", async () => {
  await insertDeliveries(pool, [
    ...["a:1", "b:1", "c:1", "d:1"].flatMap((target) => lane(target, 5, { namespace: "flood" })),
    ...lane("d:1", 5, { namespace: "other" }),
    ...lane("q:1", 30, { namespace: "flood" }),
  ]);
  const quick = { pool: 0, namespace: "flood", target: "q:1", room: 12, isQuick: true };
  const room = makeRoom(100, { cautious: 4, laneRoom: 2, groupRoom: 3 });
  const taken = async (given: Partial<ClaimRequest>): Promise<string[]> =>
    (await claim({ ...room, lanes: [quick], ...given })).deliveries.map(
      ({ namespace, target }) => `${namespace} ${target}`,
    );
  const first = await taken({});
  expect(first.filter((name) => name === "flood q:1")).toHaveLength(12);
  expect(first.filter((name) => name !== "flood q:1").sort()).toEqual([
    // Two of its own and one of the flood are all that d:1 may have together; the flood's comes before its own second.
    "flood a:1",
    "flood b:1",
    "flood c:1",
    "other d:1",
  ]);
  const second = await taken({
    lanes: [{ ...quick, room: 0 }],
    namespaces: [{ pool: 0, name: "flood", room: 1 }],
    targets: [{ pool: 0, name: "d:1", room: 0 }],
  });
  expect(second).toHaveLength(1);
  expect(second[0]).toMatch(/^flood [abc]:1$/);
});

test("a lane that is full is left alone, and what it has costs the others nothing", async () => {
  await insertDeliveries(pool, [...lane("full:1", 200), ...lane("next:1", 2)]);
  const full = { pool: 0, namespace: "sandbox", target: "full:1", room: 0, isQuick: false };
  const { deliveries } = await claim({ ...makeRoom(100), lanes: [full] });
  expect(deliveries.map(({ target }) => target)).toEqual(["next:1", "next:1"]);
});

test("a lane is tried when it has waited, and not when it floods", async () => {
  await insertDeliveries(pool, [
    ...lane("flood:1", 12, { dueInMs: -5_000 }),
    ...lane("new:1", 2, { dueInMs: -20 }),
    ...lane("light:1", 3, { dueInMs: -5_000 }),
  ]);
  const { deliveries } = await claim(makeRoom(100, { cautious: 1, laneRoom: 1, waitedMs: 2_000, backlogMax: 10 }));
  expect(deliveries.map(({ target }) => target)).toEqual(["light:1"]);
});

test("each claim begins behind the lane where it is told to, and looks at those before it last", async () => {
  const deliveries = ["a:1", "b:1", "c:1", "d:1"].map((target) => makeDelivery({ target }));
  await insertDeliveries(pool, deliveries);
  const found = await claim({ ...makeRoom(3), after: { pool: 0, namespace: "sandbox", target: "b:1" } });
  expect(found.deliveries.map(({ target }) => target)).toEqual(["c:1", "d:1", "a:1"]);
  expect(found).toMatchObject({ isRound: true, hasPassedEnd: true });
});

test("with more lanes than one claim looks at, the place to go on leads through all of them", async () => {
  const names = Array.from({ length: 300 }, (_, n) => `target-${String(n).padStart(3, "0")}:80`);
  const deliveries = names.map((target) => makeDelivery({ target }));
  await insertDeliveries(pool, deliveries);
  const first = await claim();
  expect(first.deliveries).toHaveLength(128);
  expect(first).toMatchObject({ last: { target: "target-127:80" }, isRound: false, hasPassedEnd: false });
  const second = await claim({ after: first.last });
  expect(second).toMatchObject({ last: { target: "target-255:80" }, isRound: false, hasPassedEnd: false });
  const third = await claim({ after: second.last });
  expect(third).toMatchObject({ isRound: false, hasPassedEnd: true });
  const all = idsOf([first, second, third].flatMap((found) => found.deliveries));
  expect(all).toHaveLength(300);
  expect(new Set(all)).toEqual(new Set(idsOf(deliveries)));
});

test("lanes with nothing due use up no more than the look at them", async () => {
  await insertDeliveries(pool, [
    ...Array.from({ length: 150 }, (_, n) => lane(`a-${String(n).padStart(3, "0")}:80`, 1, { dueInMs: 60_000 })).flat(),
    ...lane("z:80", 1),
  ]);
  const first = await claim();
  expect(first.deliveries).toEqual([]);
  expect((await claim({ after: first.last })).deliveries.map(({ target }) => target)).toEqual(["z:80"]);
});

test("a target whose circuit is open gets nothing; after that one delivery, from one worker", async () => {
  await insertDeliveries(pool, [...lane("hung:1", 50), ...lane("hung:1", 1, { namespace: "other" })]);
  await openCircuit(pool, { namespace: "sandbox", target: "hung:1", error: "timeout", isProbe: false });
  // It is the namespace's own circuit.
  expect((await claim({ owner: 9 })).deliveries.map(({ namespace }) => namespace)).toEqual(["other"]);
  await pool.query("update target_circuit set open_until = now()");
  for (let round = 1; round <= 10; round += 1) {
    const claims = await Promise.all([1, 2, 3, 4].map((owner) => claim({ owner })));
    const probes = claims.flatMap(({ deliveries }) => deliveries);
    expect(probes.map(({ isProbe }) => isProbe)).toEqual([true]);
    await pool.query("update target_circuit set open_until = now()");
    await releaseDeliveriesBut(pool, 1, []);
    for (const owner of [2, 3, 4]) await releaseDeliveriesBut(pool, owner, []);
  }
  await closeCircuit(pool, { namespace: "sandbox", target: "hung:1" });
  expect((await claim()).deliveries).toHaveLength(50);
});

test("a circuit that is opened again after its probe stays open for longer, up to half a minute; others don't prolong it", async () => {
  const circuit = { namespace: "sandbox", target: "hung:1", error: "timeout" };
  const openFor = async (isProbe: boolean): Promise<number> => {
    await openCircuit(pool, { ...circuit, isProbe });
    const { rows } = await pool.query<{ seconds: number }>(
      "select round(extract(epoch from open_until - now()))::int as seconds from target_circuit",
    );
    return rows[0]?.seconds ?? 0;
  };
  expect(await openFor(false)).toBe(5);
  expect(await openFor(false)).toBe(5);
  expect(await openFor(true)).toBe(10);
  expect(await openFor(true)).toBe(20);
  expect(await openFor(true)).toBe(30);
  expect(await openFor(true)).toBe(30);
});

test("each pool has its own room, and one that is not named is left alone", async () => {
  await insertDeliveries(
    pool,
    [0, 1, 2].flatMap((number) => lane("t:80", 5, { pool: number })),
  );
  const pools = [...makeRoom(2).pools, ...makeRoom(4, { pool: 2 }).pools];
  const { deliveries } = await claim({ ...makeRoom(0), pools });
  expect(deliveries.map((delivery) => delivery.pool).sort()).toEqual([0, 0, 2, 2, 2, 2]);
});

test("claimers at the same time never take the same row, and together take all", async () => {
  const deliveries = Array.from({ length: 40 }, (_, n) => lane(`t-${n}:80`, 25)).flat();
  await insertDeliveries(pool, deliveries);
  const claimAsOwner = async (owner: number): Promise<ClaimedDelivery[]> => {
    const claimed: ClaimedDelivery[] = [];
    for (;;) {
      const found = (await claim({ owner, ...makeRoom(30, { laneRoom: 5 }) })).deliveries;
      if (found.length > 0) claimed.push(...found);
      // Rows that another was taking are passed over; they may be free again.
      else if ((await countUnowned()) === 0) return claimed;
    }
  };
  const byOwner = await Promise.all([1, 2, 3, 4].map(claimAsOwner));
  const ids = idsOf(byOwner.flat());
  expect(ids).toHaveLength(1000);
  expect(new Set(ids).size).toBe(1000);
  expect(byOwner.filter((claimed) => claimed.length > 0).length).toBeGreaterThan(1);
  const { rows } = await pool.query<{ id: string; owner: number }>("select id, owner from delivery");
  const owners = new Map(rows.map(({ id, owner }) => [id, owner]));
  for (const [index, claimed] of byOwner.entries()) {
    for (const { id } of claimed) expect(owners.get(id)).toBe(index + 1);
  }
});

async function countUnowned(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from delivery where owner is null",
  );
  return rows[0]?.count ?? 0;
}
