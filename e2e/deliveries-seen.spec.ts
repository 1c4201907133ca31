import { expect, test } from "@playwright/test";
import { readEvents } from "./event-reader.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** To wait for callbacks, to see what became of a call, and to follow what happens. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

const wait = (body: object) => client.call("POST", "/api/v1/deliveries/wait", { body });

/** Calls a stub; returns the request's id. */
async function callStub(path: string, init: RequestInit = { method: "POST", body: "{}" }): Promise<string> {
  const answer = await fetch(`${product.url}/stubs/sandbox${path}`, init);
  await answer.arrayBuffer();
  return String(answer.headers.get("x-request-id"));
}

test("a test waits for its callback instead of sleeping", async () => {
  receiver.answerWith(() => ({ delayMs: 400 }));
  const body = { event: "paid", amount: "$.req.amount" };
  await client.save({ id: "pay", http: { route: "/pay" }, webhooks: [{ url: `${receiver.url}/paid`, body }] });
  const startedAt = performance.now();
  const requestId = await callStub("/pay", { method: "POST", body: '{"amount":7}' });
  const conditions = [{ path: "$.amount", value: 7 }];
  const found = await wait({ requestId, message: { conditions }, timeoutMs: 20_000 });
  expect(performance.now() - startedAt).toBeGreaterThan(400);
  expect(receiver.at("/paid")).toHaveLength(1);
  expect(found).toMatchObject({
    status: 200,
    body: {
      count: 1,
      byState: { delivered: 1 },
      isComplete: true,
      warnings: [],
      deliveries: [{ mockId: "pay", requestId, state: "delivered", message: { url: `${receiver.url}/paid` } }],
    },
  });
  receiver.answerWith(undefined);
});

test("what did not come in time is 408, with what came instead; what is wrong is 400 with its path", async () => {
  const requestId = await callStub("/pay", { method: "POST", body: '{"amount":7}' });
  await wait({ requestId, timeoutMs: 20_000 });
  const conditions = [{ path: "$.amount", value: 8 }];
  const late = await wait({ requestId, message: { conditions }, count: 2, timeoutMs: 100, surprise: 1 });
  expect(late).toMatchObject({
    status: 408,
    body: {
      code: "timeout",
      error: "0 of 2 deliveries came to what was waited for within 100 ms",
      request_id: late.headers.get("x-request-id"),
      wanted: 2,
      count: 0,
      byState: { delivered: 1 },
      nearest: [{ delivery: { requestId }, reason: "$.amount of the body is 7, expected 8", failed: [{ actual: 7 }] }],
      warnings: [{ path: "$.surprise" }],
    },
  });
  const bad = await wait({ state: "gone", timeoutMs: 90_000, count: 0, message: { header: "x" } });
  expect(bad.status).toBe(400);
  expect((bad.body["problems"] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
    "$.count",
    "$.message.header",
    "$.state",
    "$.timeoutMs",
  ]);
  expect((await wait({ mockId: "mistyped" })).status).toBe(404);
  expect((await wait({ namespace: "nowhere" })).status).toBe(404);
});

test("a client that goes away ends its wait, and others may wait in its place", async () => {
  const waits = Array.from({ length: 25 }, () => {
    const leave = new AbortController();
    const body = JSON.stringify({ requestId: "req_none", timeoutMs: 60_000 });
    const ended = fetch(`${product.url}/api/v1/deliveries/wait`, { method: "POST", body, signal: leave.signal });
    return { leave, ended: ended.catch(() => undefined) };
  });
  await expect.poll(async () => (await wait({ requestId: "req_none", timeoutMs: 0 })).body["code"]).toBe("rate_limit");
  for (const { leave } of waits) leave.abort();
  await Promise.all(waits.map(({ ended }) => ended));
  await expect.poll(async () => (await wait({ requestId: "req_none", timeoutMs: 0 })).status).toBe(408);
});

test("the timeline: mock and why, answer, attempts, what came of them, and what did not fire and why", async () => {
  let calls = 0;
  receiver.answerWith(() => ({ status: (calls += 1) === 1 ? 500 : 200 }));
  const own = `http://localhost:${product.port}/stubs/sandbox`;
  await client.save({
    id: "next",
    http: { route: "/next", httpMethod: "POST" },
    webhooks: [{ url: `${receiver.url}/end` }],
  });
  await client.save({
    id: "story",
    http: { route: "/story/:id", httpMethod: "POST", conditions: [{ path: "$.amount", value: 5 }] },
    priority: 3,
    response: { statusCode: 201 },
    webhooks: [
      { url: `${receiver.url}/retried`, retryCount: 1, retryDelay: 1 },
      { url: `${own}/next` },
      { url: `${receiver.url}/error`, trigger: "on_error" },
      { url: "http://10.0.0.1/blocked", trigger: "on_success" },
    ],
  });
  const id = await callStub("/story/9", { method: "POST", body: '{"amount":5}' });
  await wait({ requestId: id, state: ["delivered", "failed"], count: 3, timeoutMs: 20_000 });
  await wait({ mockId: "next", count: 1, timeoutMs: 20_000 });
  const { status, body } = await client.call("GET", `/api/v1/requests/${id}/timeline`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    request: { id, path: "/story/9", response: { status: 201 } },
    causedBy: null,
    match: {
      ...{ mockId: "story", version: 1, method: "POST", route: "/story/:id", priority: 3, pathParams: { id: "9" } },
      checks: [{ kind: "body", path: "$.amount", expected: 5, actual: 5, holds: true }],
      why: expect.stringContaining("its route /story/:id fits the path /story/9"),
    },
    miss: null,
    callbacks: [
      { index: 0, trigger: "always", outcome: "delivered", reason: null },
      { index: 1, outcome: "delivered", reason: null },
      {
        index: 2,
        outcome: "not_fired",
        deliveryIds: [],
        reason: { kind: "trigger", text: "its trigger is on_error (400 and above), and the answer was 201" },
      },
      { index: 3, outcome: "failed", reason: { kind: "failed", text: "guard" } },
    ],
    isComplete: true,
  });
  const deliveries = body["deliveries"] as { callback: { index: number }; attempts: object[] }[];
  const attemptsOf = (index: number) => deliveries.find(({ callback }) => callback.index === index)?.attempts;
  expect(attemptsOf(0)).toMatchObject([
    { number: 1, outcome: "failed", statusCode: 500 },
    { number: 2, outcome: "delivered", statusCode: 200 },
  ]);
  const followUps = body["followUps"] as { request: { id: string } }[];
  expect(followUps).toMatchObject([
    {
      depth: 1,
      attempt: 1,
      request: { mockId: "next", path: "/next", status: 200 },
      deliveries: [{ state: "delivered" }],
    },
  ]);
  const chained = String(followUps[0]?.request.id);
  expect(attemptsOf(1)).toMatchObject([{ requestId: chained }]);
  const steps = body["steps"] as { at: string; kind: string }[];
  expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
  expect(steps.slice(0, 4).map(({ kind }) => kind)).toEqual(["received", "matched", "answered", "not_fired"]);
  expect(steps.filter(({ kind }) => kind === "attempt")).toHaveLength(4);

  const caused = await client.call("GET", `/api/v1/requests/${chained}/timeline`);
  expect(caused.body).toMatchObject({ causedBy: { requestId: id, namespace: "sandbox" } });
  // Whoever says that they are a delivery is not believed.
  const { deliveryId } = (caused.body as { causedBy: { deliveryId: string } }).causedBy;
  const forged = await callStub("/next", { method: "POST", headers: { "webhook-id": deliveryId } });
  expect((await client.call("GET", `/api/v1/requests/${forged}/timeline`)).body).toMatchObject({ causedBy: null });
  receiver.answerWith(undefined);
});

test("the timeline of a call that no mock answered, of one that is over, and of a chain that ends", async () => {
  const missed = await callStub("/story/9", { method: "POST", body: '{"amount":6}' });
  expect((await client.call("GET", `/api/v1/requests/${missed}/timeline`)).body).toMatchObject({
    match: null,
    miss: { why: "$.amount of the body is 6, expected 5", nearest: [{ mockId: "story" }] },
    callbacks: [],
    deliveries: [],
  });

  const url = `http://localhost:${product.port}/stubs/sandbox/circle`;
  await client.save({ id: "circle", http: { route: "/circle" }, webhooks: [{ url }] });
  const first = await callStub("/circle");
  await client.awaitFinal({ mockId: "circle" }, 11);
  // Saved anew: what it was when it answered is what counts.
  await client.save({ id: "circle", http: { route: "/square" }, webhooks: [] });
  const { body } = await client.call("GET", `/api/v1/requests/${first}/timeline`);
  expect(body).toMatchObject({ match: { mockId: "circle", version: 1, route: "/circle" } });
  const followUps = body["followUps"] as { depth: number; request: { id: string }; deliveries: object[] }[];
  expect(followUps.map(({ depth }) => depth)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const last = followUps.at(-1);
  expect(last?.deliveries).toMatchObject([{ state: "skipped", stateReason: expect.stringContaining("hop 11") }]);
  const end = await client.call("GET", `/api/v1/requests/${String(last?.request.id)}/timeline`);
  expect(end.body).toMatchObject({
    callbacks: [{ outcome: "skipped", reason: { kind: "skipped", text: expect.stringContaining("hop 11") } }],
  });
  expect((await client.call("GET", "/api/v1/requests/req_none/timeline")).status).toBe(404);
});

test("the live stream passes through the front door as it happens, and goes on where it was left", async () => {
  const url = `${product.url}/api/v1/events?mockId=pay`;
  const stream = await readEvents(url);
  expect(stream.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect(stream.headers.get("content-encoding")).toBeNull();
  await expect.poll(() => stream.events.map(({ name }) => name)).toEqual(["ready"]);
  await callStub("/next");
  const calledAt = performance.now();
  const id = await callStub("/pay", { method: "POST", body: '{"amount":1}' });
  await expect.poll(() => stream.events.filter(({ name }) => name === "request").length, { intervals: [20] }).toBe(1);
  // Written within half a second, seen within another: nothing on the way holds it back.
  expect(performance.now() - calledAt).toBeLessThan(4_000);
  await expect
    .poll(() => stream.events.filter(({ name }) => name === "delivery").at(-1)?.data)
    .toMatchObject({ requestId: id, state: "delivered", attempts: 1 });
  expect(stream.events.find(({ name }) => name === "request")?.data).toMatchObject({
    ...{ id, namespace: "sandbox", method: "POST", path: "/pay", mockId: "pay" },
    response: { status: 200 },
  });
  expect(stream.events.every(({ data }) => !("message" in data))).toBe(true);
  stream.leave();
  await stream.ended;

  const missed = await callStub("/pay", { method: "POST", body: '{"amount":2}' });
  await wait({ requestId: missed, timeoutMs: 20_000 });
  const again = await readEvents(`${url}&kinds=request`, { "Last-Event-ID": String(stream.lastId()) });
  await expect
    .poll(() => again.events.filter(({ name }) => name === "request").map(({ data }) => data["id"]))
    .toEqual([missed]);
  again.leave();
  for (const [query, headers, path] of [
    ["kinds=surprise", {}, "$.kinds[0]"],
    ["state=gone", {}, "$.state"],
    ["", { "Last-Event-ID": "never" }, "$.last-event-id"],
  ] as const) {
    const bad = await client.call("GET", `/api/v1/events?${query}`, { headers });
    expect([bad.status, (bad.body["problems"] as { path: string }[])[0]?.path]).toEqual([400, path]);
  }
});

test("a stream is alive without events, many are refused, and the product stops at once while some are open", async () => {
  const quiet = await readEvents(`${product.url}/api/v1/events?requestId=req_none`);
  await expect.poll(() => quiet.events.length).toBe(1);
  await expect.poll(() => quiet.comments(), { timeout: 20_000 }).toBeGreaterThan(0);
  const others = await Promise.all(Array.from({ length: 24 }, () => readEvents(`${product.url}/api/v1/events`)));
  const refused = await client.call("GET", "/api/v1/events");
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limit" } });
  for (const other of others) other.leave();
  await expect
    .poll(async () => {
      const reader = await readEvents(`${product.url}/api/v1/events`);
      reader.leave();
      return reader.status;
    })
    .toBe(200);
  quiet.leave();
});

test("streams and waits need a token in the header, and rights in the namespace", async () => {
  const guarded = await startProduct({ env: { AUTH_MODE: "full" } });
  const { login = "", password = "" } = guarded.admin ?? {};
  const anonymous = createRestClient(guarded.url);
  const signedIn = await anonymous.call("POST", "/api/v1/auth/login", { body: { login, password } });
  const admin = createRestClient(guarded.url, String(signedIn.body["token"]));
  await admin.call("POST", "/api/v1/namespaces", { body: { name: "other" } });
  const made = await admin.call("POST", "/api/v1/auth/tokens", { body: { name: "bound", namespace: "other" } });
  const token = String(made.body["token"]);
  for (const path of ["/api/v1/events", `/api/v1/events?token=${token}`, `/api/v1/events?access_token=${token}`]) {
    expect((await anonymous.call("GET", path)).status).toBe(401);
  }
  const bound = createRestClient(guarded.url, token);
  expect((await bound.call("GET", "/api/v1/events?namespace=sandbox")).status).toBe(404);
  expect((await bound.call("POST", "/api/v1/deliveries/wait", { body: { namespace: "sandbox" } })).status).toBe(404);
  const stream = await readEvents(`${guarded.url}/api/v1/events`, { authorization: `Bearer ${token}` });
  expect(stream.status).toBe(200);
  await expect.poll(() => stream.events.map(({ name }) => name)).toEqual(["ready"]);
  const startedAt = performance.now();
  expect(await guarded.stop()).toBe(0);
  await stream.ended;
  expect(performance.now() - startedAt).toBeLessThan(7_000);
});
