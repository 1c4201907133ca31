import { encodeMessage, createHttpMessage, DeliveryWaitSchema } from "@understudy/domain";
import { type NewDelivery, type Pool, recordAttempts, claimDeliveries } from "@understudy/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertDeliveries, makeDelivery, makeRoom, openTestPool } from "../../../../test/deliveries.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import type { Actor } from "../actor.ts";
import { waitForDeliveries } from "./wait-for-deliveries.ts";

let product: TestManagement;
let pool: Pool;

beforeAll(async () => {
  product = await openTestManagement();
  pool = openTestPool(product.databaseUrl);
});

afterAll(async () => {
  await pool.end();
  await product.close();
});

const nobodyLeaves = new AbortController().signal;

function wait(
  given: object,
  { actor = product.admin, isGone = nobodyLeaves }: { actor?: Actor; isGone?: AbortSignal } = {},
) {
  const parsed = DeliveryWaitSchema.parse(given);
  return waitForDeliveries(product.management, actor, {
    wait: parsed,
    namespace: parsed.namespace ?? "sandbox",
    isGone,
  });
}

/** A delivery that is due, with a JSON body. */
async function insert(requestId: string, given: Partial<NewDelivery> = {}, body: unknown = {}): Promise<NewDelivery> {
  const url = "http://target/hook?mode=fast";
  const { message, body: bytes } = createHttpMessage({ url, headers: { "X-Kind": "a" }, body, hops: 1 });
  const encoded = { head: Buffer.from(encodeMessage(message)), body: bytes && Buffer.from(bytes) };
  const delivery = makeDelivery({ requestId, message: encoded, ...given });
  await insertDeliveries(pool, [delivery]);
  return delivery;
}

async function attempt(delivery: NewDelivery, given: { isDelivered: boolean; number?: number; retryInMs?: number }) {
  await claimDeliveries(pool, { owner: 1, after: null, ...makeRoom(1_000) });
  const failure = { errorClass: "status", error: "answered 500" };
  await recordAttempts(pool, 1, [
    {
      ...{ namespace: delivery.namespace, deliveryId: delivery.id, number: 1, startedAt: new Date(), durationMs: 1 },
      ...(given.isDelivered ? { errorClass: null, error: null } : failure),
      ...{ statusCode: 200, responseHeaders: null, responseBody: null, isResponseTruncated: false, address: null },
      retryInMs: null,
      ...given,
    },
  ]);
}

test("it returns when the delivery is delivered, not before", async () => {
  const delivery = await insert("later");
  const started = performance.now();
  const waiting = wait({ requestId: "later", timeoutMs: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await attempt(delivery, { isDelivered: true });
  expect(await waiting).toMatchObject({ isMet: true, count: 1, byState: { delivered: 1 }, isComplete: true });
  expect(performance.now() - started).toBeGreaterThan(300);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("it waits for deliveries that are not there yet, and for as many as are asked for", async () => {
  const waiting = wait({ requestId: "two", count: 2, timeoutMs: 20_000 });
  for (const index of [0, 1]) {
    await attempt(await insert("two", { callback: { index, name: null, type: "http" } }), { isDelivered: true });
  }
  const { deliveries } = await waiting;
  expect(deliveries.map(({ callback }) => callback.index).sort()).toEqual([0, 1]);
});

test("the message is matched as mocks match requests", async () => {
  await attempt(await insert("message", {}, { amount: 2500, tags: ["a"] }), { isDelivered: true });
  const met = async (message: object) => (await wait({ requestId: "message", message, timeoutMs: 0 })).isMet;
  expect(await met({ conditions: [{ path: "$.amount", value: 2500 }] })).toBe(true);
  expect(await met({ conditions: [{ path: "$.amount", value: 1 }] })).toBe(false);
  expect(await met({ header: [{ path: "x-kind", value: "a" }] })).toBe(true);
  expect(await met({ queryParams: [{ path: "mode", value: "slow" }] })).toBe(false);
  await expect(wait({ message: { conditions: [{ path: "$.[", value: 1 }] } })).rejects.toMatchObject({
    code: "validation",
    problems: [{ path: expect.stringMatching(/^\$\.message\.conditions\[0\]/) as unknown }],
  });
});

test("secrets of a message can't be found out by asking", async () => {
  const secret = product.management.sealing.seal("Bearer abc");
  const message = {
    ...{ kind: "http", version: 1, method: "POST", url: "http://target/", hops: 1 },
    ...{ headers: [["Authorization", secret]], sealedHeaders: ["authorization"] },
  };
  const delivery = await insert("secret", {
    message: { head: Buffer.from(JSON.stringify(message)), body: null },
  });
  await attempt(delivery, { isDelivered: true });
  const met = async (condition: object) =>
    (await wait({ requestId: "secret", timeoutMs: 0, message: { header: [{ path: "Authorization", ...condition }] } }))
      .isMet;
  expect(await met({ assertAction: "notEmpty" })).toBe(true);
  expect(await met({ value: "Bearer abc" })).toBe(false);
  expect(await met({ assertAction: "contains", value: "abc" })).toBe(false);
});

test("what did happen is told when the time is up", async () => {
  const failed = await insert("mixed", { mockId: "pay" }, { amount: 1 });
  await attempt(failed, { isDelivered: false });
  const wrong = await insert("mixed", { mockId: "pay" }, { amount: 1 });
  await attempt(wrong, { isDelivered: true });
  const started = performance.now();
  const conditions = [{ path: "$.amount", value: 2 }];
  const result = await wait({ requestId: "mixed", message: { conditions }, timeoutMs: 300 });
  expect(performance.now() - started).toBeGreaterThan(290);
  expect(result).toMatchObject({ isMet: false, count: 0, deliveries: [], byState: { delivered: 1, failed: 1 } });
  const reasonOf = (id: string) => result.nearest.find(({ delivery }) => delivery.id === id)?.reason;
  expect(reasonOf(failed.id)).toMatch(
    /^it is failed \(status\), not delivered; \$\.amount of the body is 1, expected 2$/,
  );
  expect(reasonOf(wrong.id)).toBe("$.amount of the body is 1, expected 2");
});

test("a state, several of them, or a number of attempts can be waited for", async () => {
  const delivery = await insert("states");
  const met = async (given: object) => (await wait({ requestId: "states", timeoutMs: 0, ...given })).isMet;
  expect(await met({ state: "pending" })).toBe(true);
  expect(await met({ attemptsAtLeast: 1 })).toBe(false);
  await attempt(delivery, { isDelivered: false, retryInMs: 60_000 });
  expect(await met({ attemptsAtLeast: 1 })).toBe(true);
  expect(await met({ state: "failed" })).toBe(false);
  expect(await met({ state: ["failed", "pending"], attemptsAtLeast: 1 })).toBe(true);
});

test("filters tell deliveries apart, and none is seen from another namespace", async () => {
  await product.createNamespace("other");
  await product.save("filtered");
  const given = { mockId: "filtered", target: "one:80", callback: { index: 0, name: "first", type: "kafka" } };
  await insert("filters", given);
  const counted = async (filter: object) => (await wait({ state: "pending", timeoutMs: 0, ...filter })).count;
  expect(await counted({ mockId: "filtered" })).toBe(1);
  expect(await counted({ mockId: "filtered", target: "two:80" })).toBe(0);
  expect(await counted({ requestId: "filters", type: "kafka", callbackName: "first" })).toBe(1);
  expect(await counted({ requestId: "filters", type: "http" })).toBe(0);
  expect(await counted({ requestId: "filters", namespace: "other" })).toBe(0);
  expect(await counted({ requestId: "filters", since: new Date(Date.now() + 60_000).toISOString() })).toBe(0);
  await expect(wait({ mockId: "mistyped" })).rejects.toMatchObject({ code: "not_found" });
  const stranger = await product.createMember("stranger", { other: "viewer" });
  await expect(wait({}, { actor: stranger })).rejects.toMatchObject({ code: "not_found" });
});

test("whoever goes away ends the wait, and so many may wait at once", async () => {
  const client = new AbortController();
  const waiting = Array.from({ length: 25 }, () =>
    wait({ requestId: "nothing", timeoutMs: 60_000 }, { isGone: client.signal }),
  );
  const ended = Promise.allSettled(waiting);
  // One that waits in between could take the place of one of them.
  await expect.poll(countPlaces).toBe(25);
  await expect(wait({ requestId: "nothing", timeoutMs: 0 })).rejects.toThrow(/at most 25/);
  client.abort();
  expect((await ended).map(({ status }) => status)).toEqual(waiting.map(() => "rejected"));
  expect(await wait({ requestId: "nothing", timeoutMs: 0 })).toMatchObject({ isMet: false });
});

/** How many wait, in whatever namespace. */
function countPlaces(): number {
  const place = product.management.deliveryWaits.tryTake("another", nobodyLeaves);
  if ("reason" in place) throw new Error(place.reason);
  place.release();
  return place.taken();
}
