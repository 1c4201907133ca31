import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type Delivery, type RestClient } from "./rest-client.ts";

/** Deliveries over REST: look, page, send once more, cancel; in AUTH_MODE full, so that it is also seen who may. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

const unknownId = "01900000-0000-7000-8000-000000000000";

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({
    env: { WEBHOOK_ALLOW_HOSTS: receiver.host, AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" },
  });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
  });
  client = createRestClient(product.url, String(login.body["token"]));
});

test.afterEach(() => {
  receiver.answerWith(undefined);
  receiver.release();
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

/** Saves a mock with one callback and calls it; returns the id of the request. */
async function fire(id: string, callback: object = {}): Promise<string> {
  await client.save({
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    response: { payload: "answered" },
    webhooks: [{ ...(!("type" in callback) && { url: `${receiver.url}/${id}` }), ...callback }],
  });
  return callMock(id);
}

async function callMock(id: string): Promise<string> {
  const answer = await client.call("POST", `/stubs/sandbox/${id}`, { body: { n: 1 } });
  expect(answer.status).toBe(200);
  return String(answer.headers.get("x-request-id"));
}

async function awaitState(id: string, state: string): Promise<Delivery> {
  await expect
    .poll(async () => (await client.call("GET", `/api/v1/deliveries/${id}`)).body["state"], { intervals: [50] })
    .toBe(state);
  return (await client.call("GET", `/api/v1/deliveries/${id}`)).body as unknown as Delivery;
}

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test("shows every field of a delivery and of its attempts, and masks secrets", async () => {
  const secret = "planted-secret";
  receiver.answerWith((_callback, nth) =>
    nth === 0
      ? { status: 500, body: "try again", headers: { "x-why": "busy" } }
      : { status: 201, body: '{"got":"it"}' },
  );
  const requestId = await fire("shown", {
    method: "PUT",
    retryCount: 2,
    retryDelay: 0,
    headers: { Authorization: `Bearer ${secret}`, "X-Own": secret, "X-Open": "to see" },
    secretHeaders: ["X-Own"],
    body: { n: "$.req.n", text: "Grüße" },
  });
  const [listed] = await client.awaitFinal({ requestId });
  const expected = {
    id: receiver.at("/shown")[0]?.webhookId,
    namespace: "sandbox",
    mockId: "shown",
    mockVersion: 1,
    ...{ requestId, webhookId: null, operation: null },
    callback: { index: 0, name: null, type: "http" },
    state: "delivered",
    stateReason: null,
    destination: `${receiver.url}/shown`,
    message: {
      ...{ type: "http", method: "PUT" },
      url: `${receiver.url}/shown`,
      headers: [
        ["Authorization", "••••••"],
        ["X-Own", "••••••"],
        ["X-Open", "to see"],
        ["content-type", "application/json"],
      ],
      body: { encoding: "text", content: '{"n":1,"text":"Grüße"}' },
      ...{ isBodyTruncated: false, chaos: [], signature: null },
    },
    attempts: 2,
    attemptsMax: 3,
    createdAt: time,
    nextAttemptAt: null,
    finishedAt: time,
    redeliveryOf: null,
  };
  expect(listed).toEqual(expected);
  const answer = await client.call("GET", `/api/v1/deliveries/${String(listed?.id)}`);
  const attempt = { startedAt: time, durationMs: expect.any(Number), isResponseTruncated: false };
  expect(answer.body).toEqual({
    ...expected,
    attempts: [
      {
        ...attempt,
        ...{ number: 1, outcome: "failed", errorClass: "status", statusCode: 500, address: receiver.host },
        error: expect.stringContaining("500"),
        responseHeaders: expect.arrayContaining([["x-why", "busy"]]),
        responseBody: { encoding: "text", content: "try again" },
      },
      {
        ...attempt,
        ...{ number: 2, outcome: "delivered", errorClass: null, error: null, statusCode: 201, address: receiver.host },
        responseHeaders: expect.any(Array),
        responseBody: { encoding: "text", content: '{"got":"it"}' },
      },
    ],
  });
  expect(answer.text).not.toContain(secret);
  expect(receiver.at("/shown")[1]?.headers).toMatchObject({ authorization: `Bearer ${secret}`, "x-own": secret });
});

test("keeps the first 16 KiB of what a target answers, binary as base64", async () => {
  receiver.answerWith(() => ({ body: Buffer.alloc(40_000, 0xfe) }));
  const requestId = await fire("large");
  const [delivery] = await client.awaitFinal({ requestId });
  const [attempt] = (await client.getDelivery(String(delivery?.id))).attempts;
  expect(attempt).toMatchObject({ isResponseTruncated: true, responseBody: { encoding: "base64" } });
  expect(Buffer.from(String(attempt?.responseBody?.content), "base64")).toEqual(Buffer.alloc(16_384, 0xfe));
});

test("filters by mock, request, state, type, target and time", async () => {
  receiver.answerWith((callback) => ({ status: callback.path === "/filter-bad" ? 500 : 200 }));
  const from = new Date(Date.now() - 50).toISOString();
  const good = await fire("filter-good");
  const bad = await fire("filter-bad");
  await fire("filter-kafka", { type: "kafka", kafkaBrokers: "10.0.0.1:9092", kafkaTopic: "t" });
  await client.awaitFinal({ from }, 3);
  const to = new Date(Date.now() + 50).toISOString();
  const ids = async (query: Record<string, string>): Promise<string[]> =>
    (await client.listDeliveries({ from, ...query })).map(({ mockId }) => mockId).sort();
  expect(await ids({})).toEqual(["filter-bad", "filter-good", "filter-kafka"]);
  expect(await ids({ to })).toHaveLength(3);
  expect(await ids({ to: from })).toEqual([]);
  expect(await ids({ mockId: "filter-good" })).toEqual(["filter-good"]);
  expect(await ids({ requestId: bad })).toEqual(["filter-bad"]);
  expect(await ids({ state: "failed" })).toEqual(["filter-bad", "filter-kafka"]);
  expect(await ids({ state: "delivered", requestId: good })).toEqual(["filter-good"]);
  expect(await ids({ state: "failed", type: "kafka" })).toEqual(["filter-kafka"]);
  expect(await ids({ state: "parked" })).toEqual([]);
  expect(await ids({ target: receiver.host })).toEqual(["filter-bad", "filter-good"]);
  for (const query of ["state=sent", "type=smtp", "from=yesterday", "cursor=2", "limit=0"]) {
    const answer = await client.call("GET", `/api/v1/deliveries?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: "validation" } });
  }
});

test("pages through 120 deliveries, newest first, each once, while more come in", async () => {
  await fire("paged");
  for (let n = 1; n < 120; n += 1) await callMock("paged");
  const seen: Delivery[] = [];
  let cursor: string | null = null;
  const sizes: number[] = [];
  do {
    const query: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { body } = await client.call("GET", `/api/v1/deliveries?mockId=paged&limit=50${query}`);
    const page = body["deliveries"] as Delivery[];
    expect(body["items"]).toEqual(page);
    sizes.push(page.length);
    seen.push(...page);
    cursor = body["nextCursor"] as string | null;
    await callMock("paged");
  } while (cursor !== null);
  expect(sizes).toEqual([50, 50, 20]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
  const times = seen.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted().reverse());
});

test("redeliver: the same id and bytes once more, with the retry policy anew; a delivery that is not final is refused", async () => {
  receiver.answerWith(() => "hang");
  const requestId = await fire("again", { retryCount: 1, retryDelay: 0, body: { at: "$.fake.UUID" } });
  await receiver.waitFor(1, { path: "/again" });
  const [sending] = await client.listDeliveries({ requestId });
  const path = `/api/v1/deliveries/${String(sending?.id)}`;
  expect(sending?.state).toBe("sending");
  expect(await client.call("POST", `${path}/redeliver`)).toMatchObject({ status: 409, body: { code: "conflict" } });
  receiver.answerWith(() => ({ status: 500 }));
  receiver.release();
  await awaitState(String(sending?.id), "delivered");
  // Two attempts of the new policy fail, whatever went before.
  const redelivered = await client.call("POST", `${path}/redeliver`);
  expect(redelivered).toMatchObject({ status: 200, body: { id: sending?.id, finishedAt: null, redeliveryOf: null } });
  await awaitState(String(sending?.id), "failed");
  expect(
    (await client.getDelivery(String(sending?.id))).attempts.map(({ number, outcome }) => [number, outcome]),
  ).toEqual([
    [1, "delivered"],
    [2, "failed"],
    [3, "failed"],
  ]);
  receiver.answerWith(undefined);
  await client.call("POST", `${path}/redeliver`);
  await awaitState(String(sending?.id), "delivered");
  const received = receiver.at("/again");
  expect(received).toHaveLength(4);
  expect(new Set(received.map(({ webhookId, body }) => `${webhookId} ${String(body)}`)).size).toBe(1);
  expect(received[0]?.webhookId).toBe(sending?.id);
});

test("what could not be prepared can't be sent once more", async () => {
  const requestId = await fire("unsent", { type: "kafka", kafkaBrokers: "k:9092", kafkaTopic: "no topic" });
  const [delivery] = await client.awaitFinal({ requestId });
  const answer = await client.call("POST", `/api/v1/deliveries/${String(delivery?.id)}/redeliver`);
  expect(answer).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("cancel: no further attempt, the next synchronous callback goes on; what is final is refused", async () => {
  receiver.answerWith((callback) => ({ status: String(callback.body) === "second" ? 200 : 500 }));
  await client.save({
    id: "stopped",
    http: { route: "/stopped", httpMethod: "POST" },
    webhooks: [
      { url: `${receiver.url}/stopped`, body: "first", retryCount: 5, retryDelay: 3600, async: false },
      { url: `${receiver.url}/stopped`, body: "second", async: false },
    ],
  });
  const called = client.call("POST", "/stubs/sandbox/stopped", { body: {} });
  await receiver.waitFor(1, { path: "/stopped" });
  const [first] = (await client.listDeliveries({ mockId: "stopped" })).filter(({ callback }) => callback.index === 0);
  const id = String(first?.id);
  const pending = await awaitState(id, "pending");
  expect(Date.parse(String(pending.nextAttemptAt)) - Date.now()).toBeGreaterThan(3_000_000);
  const cancelled = await client.call("POST", `/api/v1/deliveries/${id}/cancel`);
  expect(cancelled).toMatchObject({ status: 200, body: { state: "cancelled", nextAttemptAt: null, finishedAt: time } });
  // The caller waited for both, and is answered now.
  expect(await called).toMatchObject({ status: 200 });
  const states = (await client.awaitFinal({ mockId: "stopped" }, 2)).map(({ state }) => state);
  expect(states.sort()).toEqual(["cancelled", "delivered"]);
  expect(receiver.at("/stopped").map(({ body }) => String(body))).toEqual(["first", "second"]);
  expect(await client.call("POST", `/api/v1/deliveries/${id}/cancel`)).toMatchObject({ status: 409 });
});

test("cancel while it is being sent: the attempt is kept, and one that is redelivered then has a number of its own", async () => {
  receiver.answerWith(() => "hang");
  const requestId = await fire("mid-air", { retryCount: 3, retryDelay: 0 });
  await receiver.waitFor(1, { path: "/mid-air" });
  const [delivery] = await client.listDeliveries({ requestId });
  const id = String(delivery?.id);
  await client.call("POST", `/api/v1/deliveries/${id}/cancel`);
  receiver.answerWith(undefined);
  receiver.release();
  await expect.poll(async () => (await client.getDelivery(id)).attempts.length, { intervals: [50] }).toBe(1);
  expect((await client.getDelivery(id)).state).toBe("cancelled");
  await client.call("POST", `/api/v1/deliveries/${id}/redeliver`);
  await awaitState(id, "delivered");
  expect((await client.getDelivery(id)).attempts.map(({ number }) => number)).toEqual([1, 2]);
  expect(receiver.at("/mid-air")).toHaveLength(2);
});

test("deliveries keep their ids and are found when their mock is replaced, deleted or purged", async () => {
  const requestId = await fire("gone");
  const [before] = await client.awaitFinal({ requestId });
  await client.call("DELETE", "/api/v1/mocks/gone");
  await client.call("DELETE", "/api/v1/mocks/gone/purge");
  expect(await client.listDeliveries({ mockId: "gone" })).toEqual([before]);
  await client.call("POST", `/api/v1/deliveries/${String(before?.id)}/redeliver`);
  await receiver.waitFor(2, { path: "/gone" });
  await awaitState(String(before?.id), "delivered");
});

test("an unknown id, a foreign one and one of another namespace look the same: 404", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "other" } });
  const requestId = await fire("foreign");
  const [delivery] = await client.awaitFinal({ requestId });
  const made = await client.call("POST", "/api/v1/auth/tokens", { body: { name: "bound", namespace: "other" } });
  const bound = createRestClient(product.url, String(made.body["token"]));
  for (const id of [unknownId, String(delivery?.id)]) {
    const asked = id === unknownId ? client : bound;
    for (const [method, action] of [
      ["GET", ""],
      ["POST", "/redeliver"],
      ["POST", "/cancel"],
    ] as const) {
      const answer = await asked.call(method, `/api/v1/deliveries/${id}${action}`);
      expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  }
  expect((await bound.call("GET", "/api/v1/deliveries?namespace=sandbox")).status).toBe(404);
  expect(await bound.listDeliveries({})).toEqual([]);
  expect((await client.call("GET", "/api/v1/deliveries/nonsense")).status).toBe(400);
  expect((await createRestClient(product.url).call("GET", "/api/v1/deliveries")).status).toBe(401);
});
