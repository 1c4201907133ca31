import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeMessage, type ChaosEffect, type Message } from "@understudy/domain";
import type { Pool } from "../../../packages/database/src/index.ts";
import { openTestPool } from "../../../test/deliveries.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** What is stored of callbacks that chaos befalls. */
let resolver: TestResolver;
let pool: Pool;

beforeAll(async () => {
  resolver = await startTestResolver({ RESOLVER_PROCESSES: "2" });
  pool = openTestPool(resolver.database.url);
});
afterAll(async () => {
  await pool.end();
  await resolver.stop();
});

interface Stored {
  id: string;
  requestId: string;
  state: string;
  stateReason: string | null;
  isSynchronous: boolean;
  afterId: string | null;
  dueInMs: number;
  message: Message;
  body: string;
}

/** Calls a mock with these callbacks so often, one call after the other, and reads what is left behind, call by call. */
async function fire(id: string, webhooks: object[], calls = 1): Promise<Stored[][]> {
  await resolver.save({ id, http: { route: `/${id}`, httpMethod: "POST" }, webhooks });
  const requestIds: string[] = [];
  for (let call = 1; call <= calls; call++) {
    const answer = await resolver.call(`/stubs/sandbox/${id}`, { method: "POST", body: JSON.stringify({ call }) });
    expect(answer.status).toBe(200);
    requestIds.push(answer.headers.get("x-request-id") ?? "");
  }
  const stored = await read(id);
  return requestIds.map((requestId) => stored.filter((delivery) => delivery.requestId === requestId));
}

async function read(mockId: string): Promise<Stored[]> {
  const { rows } = await pool.query<Record<string, unknown> & { head: Buffer; body: Buffer | null }>(
    `select d.*, m.head, m.body, extract(epoch from d.due_at - d.created_at) * 1000 as due_in_ms
      from delivery d join message m on m.delivery_id = d.id where d.mock_id = $1 order by d.id`,
    [mockId],
  );
  return rows.map((row) => ({
    ...{ id: String(row["id"]), requestId: String(row["request_id"]), state: String(row["state"]) },
    ...{ stateReason: row["state_reason"] as string | null, isSynchronous: row["is_synchronous"] === true },
    ...{ afterId: row["after_id"] as string | null, dueInMs: Number(row["due_in_ms"]) },
    ...{ message: decodeMessage(row.head.toString()), body: row.body?.toString() ?? "" },
  }));
}

/** What befell a call's deliveries, without the ids, which are new each time. */
function outline(deliveries: readonly Stored[]) {
  return deliveries.map(({ state, message, body }) => {
    const chaos = (message.chaos ?? []).map((effect) => (effect.kind === "copy" ? { kind: "copy" } : effect));
    return { state, chaos, body };
  });
}

const url = "http://hook.example/";
const half = { probability: 0.5 };

test("a run repeats when the mock is saved anew, whichever process answers", async () => {
  const chaos = {
    ...{ seed: 42, drop: half, duplicate: { ...half, copies: 2 }, late: { ...half, ms: 60_000 } },
    ...{ reorder: { ...half, windowMs: 1_000 }, truncate: half, wrongContentType: half },
  };
  const webhooks = [
    { url, body: { call: "$.req.call" }, chaos },
    { type: "kafka", kafkaBrokers: "k", kafkaTopic: "t", body: { call: "$.req.call" }, chaos },
  ];
  const first = (await fire("repeated", webhooks, 20)).map(outline);
  const second = (await fire("repeated", webhooks, 20)).map(outline);
  expect(second).toEqual(first);
  const kinds = new Set(first.flat().flatMap(({ chaos: effects }) => effects.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(["copy", "drop", "duplicate", "late", "reorder", "truncate", "wrongContentType"]);
  const otherSeed = webhooks.map((webhook) => ({ ...webhook, chaos: { ...chaos, seed: 43 } }));
  expect((await fire("repeated", otherSeed, 20)).map(outline)).not.toEqual(first);
});

test("with a key a run repeats in any order of calls", async () => {
  const chaos = { seed: 42, key: "$.req.order", drop: half, truncate: half };
  await resolver.save({
    id: "keyed",
    http: { route: "/keyed", httpMethod: "POST" },
    webhooks: [{ url, body: "$.req", chaos }],
  });
  const orders = Array.from({ length: 30 }, (_, order) => order);
  const callAll = (list: readonly number[]) =>
    Promise.all(
      list.map((order) =>
        resolver
          .call("/stubs/sandbox/keyed", { method: "POST", body: JSON.stringify({ order }) })
          .then(({ status }) => {
            expect(status).toBe(200);
          }),
      ),
    );
  await callAll(orders);
  await callAll(orders.toReversed());
  const outcomes = Map.groupBy(await read("keyed"), ({ state, message, body }) =>
    JSON.stringify({ state, chaos: message.chaos, body }),
  );
  // Each outcome is there for both calls of an order.
  expect([...outcomes.values()].every((deliveries) => deliveries.length % 2 === 0)).toBe(true);
  expect(outcomes.size).toBeGreaterThan(10);
});

test("a dropped one is skipped in words, with the message that would have been sent", async () => {
  const [[dropped]] = (await fire("dropped", [
    { url, body: { a: 1 }, chaos: { seed: 1, drop: { probability: 1 }, duplicate: { probability: 1 } } },
  ])) as [[Stored]];
  expect(dropped).toMatchObject({ state: "skipped", stateReason: "chaos dropped it", body: '{"a":1}' });
  expect(dropped.message.chaos).toEqual([{ kind: "drop" }]);
  const { rows } = await pool.query("select finished_at from delivery where id = $1", [dropped.id]);
  expect(rows).toMatchObject([{ finished_at: expect.any(Date) as Date }]);
});

test("copies are deliveries of their own that name the first one, and nobody waits for them", async () => {
  const twice = { seed: 1, duplicate: { probability: 1, copies: 2 } };
  const [stored = []] = await fire("copied", [
    { url, body: "one", chaos: twice },
    { url, body: "two", chaos: { ...twice, drop: { probability: 1 } } },
  ]);
  const effects: (ChaosEffect[] | undefined)[] = stored.map(({ message }) => message.chaos);
  const copy: ChaosEffect[] = [{ kind: "copy", of: stored[0]?.id ?? "" }];
  expect(effects).toEqual([[{ kind: "duplicate", copies: 2 }], copy, copy, [{ kind: "drop" }]]);
  expect(stored.slice(0, 3).map(({ body, state, isSynchronous }) => ({ body, state, isSynchronous }))).toEqual(
    Array.from({ length: 3 }, () => ({ body: "one", state: "pending", isSynchronous: false })),
  );
});

test("copies of one that waits for another callback wait for it too, by the same plan", async () => {
  const chaos = { seed: 1, duplicate: { probability: 1, copies: 2 } };
  const [stored = []] = await fire("behind", [
    { url, name: "first" },
    { url, after: "first", chaos },
  ]);
  const [first, ...behind] = stored;
  expect(behind).toHaveLength(3);
  expect(behind).toMatchObject(behind.map(() => ({ state: "waiting", afterId: first?.id })));
  const { rows } = await pool.query<{ plan: string }>(
    "select encode(plan, 'escape') as plan from delivery_plan where delivery_id = any($1::uuid[])",
    [behind.map(({ id }) => id)],
  );
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ plan }) => plan)).size).toBe(1);
});

test("what is held back is due that much later, and stays so when the answer is out", async () => {
  const late = { probability: 1, ms: 60_000 };
  const [stored = []] = await fire("late", [
    { url, chaos: { seed: 1, late } },
    { url, chaos: { seed: 1, late, reorder: { probability: 1, windowMs: 500_000 }, duplicate: { probability: 1 } } },
    { url },
  ]);
  await expect.poll(async () => (await read("late")).at(-1)?.dueInMs).toBeLessThan(2_000);
  const waits = (await read("late")).map(({ dueInMs }) => dueInMs);
  const reordered = stored[1]?.message.chaos?.find(({ kind }) => kind === "reorder");
  const drawnMs = reordered?.kind === "reorder" ? reordered.heldBackMs : NaN;
  for (const [index, expectedMs] of [60_000, 60_000 + drawnMs, 60_000 + drawnMs].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(expectedMs - 5);
    expect(waits[index]).toBeLessThan(expectedMs + 2_000);
  }
});
