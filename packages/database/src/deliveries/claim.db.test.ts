import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import type { Pool } from "../pool.ts";
import { type Claim, claimDeliveries, type ClaimedDelivery, type Lane } from "./claim.ts";
import type { NewDelivery } from "./enqueue.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt"));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const claim = (
  options: { after?: Lane | null; room?: number; laneMax?: number; owner?: number } = {},
): Promise<Claim> =>
  claimDeliveries(pool, {
    owner: options.owner ?? 1,
    after: options.after ?? null,
    room: new Map([[0, options.room ?? 1000]]),
    laneMax: options.laneMax ?? 100,
  });

/** Claims until a round of the lanes is done. */
async function claimRound(
  options: { room?: number; laneMax?: number; owner?: number } = {},
): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = [];
  let after: Lane | null = null;
  do {
    const found: Claim = await claim({ ...options, after });
    claimed.push(...found.deliveries);
    after = found.last;
  } while (after !== null);
  return claimed;
}

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
      ...{ attempts: 0, attemptsEarlier: 0, attemptsMax: 3, retryDelayMs: 1000, timeoutMs: 30_000, retryPolicy: null },
      ...{ mockId: "mock", requestId: "request", callbackType: "http" },
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
  expect(idsOf((await claim({ room: 2 })).deliveries)).toEqual([deliveries[0]?.id, deliveries[2]?.id]);
});

test("a long lane leaves room for every other: places are given out in turn", async () => {
  await insertDeliveries(pool, [
    ...lane("a:1", 500, { dueInMs: -60_000 }),
    ...lane("b:1", 3),
    ...lane("c:1", 3, { namespace: "other" }),
  ]);
  const { deliveries } = await claim({ room: 9 });
  const perLane = Object.groupBy(deliveries, ({ target }) => target);
  expect([perLane["a:1"]?.length, perLane["b:1"]?.length, perLane["c:1"]?.length]).toEqual([3, 3, 3]);
});

test("one lane gets no more than its share of a claim, even when there is room", async () => {
  await insertDeliveries(pool, lane("a:1", 30));
  expect((await claim({ laneMax: 20 })).deliveries).toHaveLength(20);
  expect((await claim({ laneMax: 20 })).deliveries).toHaveLength(10);
});

test("with more lanes than one claim looks at, the place to go on leads through all of them once", async () => {
  const deliveries = Array.from({ length: 150 }, (_, n) => lane(`target-${String(n).padStart(3, "0")}:80`, 2)).flat();
  await insertDeliveries(pool, deliveries);
  const first = await claim();
  expect(first.deliveries).toHaveLength(128);
  expect(first.last).toEqual({ pool: 0, namespace: "sandbox", target: "target-063:80" });
  const second = await claim({ after: first.last });
  expect(second.last?.target).toBe("target-127:80");
  const third = await claim({ after: second.last });
  expect(third.last).toBeNull();
  const all = idsOf([first, second, third].flatMap((found) => found.deliveries));
  expect(new Set(all)).toEqual(new Set(idsOf(deliveries)));
  expect(all).toHaveLength(300);
});

test("lanes behind 64 that have nothing due are still reached", async () => {
  await insertDeliveries(pool, [
    ...Array.from({ length: 130 }, (_, n) => lane(`a-${String(n).padStart(3, "0")}:80`, 1, { dueInMs: 60_000 })).flat(),
    ...lane("z:80", 1),
  ]);
  expect((await claimRound()).map(({ target }) => target)).toEqual(["z:80"]);
});

test("each pool has its own room, and one that is not named is left alone", async () => {
  await insertDeliveries(
    pool,
    [0, 1, 2].flatMap((number) => lane("t:80", 5, { pool: number })),
  );
  const request = { owner: 1, after: null, laneMax: 100 };
  const { deliveries } = await claimDeliveries(pool, {
    ...request,
    room: new Map([
      [0, 2],
      [2, 4],
    ]),
  });
  expect(deliveries.map((delivery) => delivery.pool).sort()).toEqual([0, 0, 2, 2, 2, 2]);
});

test("claimers at the same time never take the same row, and together take all", async () => {
  const deliveries = Array.from({ length: 40 }, (_, n) => lane(`t-${n}:80`, 25)).flat();
  await insertDeliveries(pool, deliveries);
  const claimAsOwner = async (owner: number): Promise<ClaimedDelivery[]> => {
    const claimed: ClaimedDelivery[] = [];
    for (;;) {
      const found = await claimRound({ owner, room: 30, laneMax: 5 });
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
