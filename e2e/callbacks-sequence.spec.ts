import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, inOrder, type Delivery, type RestClient } from "./rest-client.ts";

/** Callbacks that come one behind another, with what the one before was answered, or only under a condition. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterEach(() => receiver.answerWith(undefined));

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

const mockOf = (id: string, webhooks: object[], more: object = {}): object => ({
  id,
  http: { route: `/${id}`, httpMethod: "POST" },
  response: { statusCode: 201, payload: { id: "pi_1", status: "open" } },
  webhooks: webhooks.map((callback, index) => ({ url: `${receiver.url}/${id}/${index}`, ...callback })),
  ...more,
});

/** Saves a mock, calls it, and waits until all of its deliveries are final; in the order of its callbacks. */
async function run(mock: object, body: object = {}): Promise<Delivery[]> {
  const { id, webhooks } = mock as { id: string; webhooks: object[] };
  await client.save(mock);
  expect((await client.call("POST", `/stubs/sandbox/${id}`, { body })).status).toBe(201);
  return inOrder(await client.awaitFinal({ mockId: id }, webhooks.length));
}

const summaryOf = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map(({ state, stateReason }) => (stateReason === null ? state : `${state}: ${stateReason}`));

test("three callbacks, each with what the one before was answered, in their order however they are listed", async () => {
  receiver.answerWith(({ path }) => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ receipt: `r-${path.slice(-1)}`, items: [{ sku: "s1" }] }),
    delayMs: 50,
  }));
  const deliveries = await run(
    mockOf("three", [
      {
        name: "settled",
        after: "captured",
        url: `${receiver.url}/three/0?of=$.cb.captured.response.receipt`,
        headers: { "X-Of": "$.cb.authorized.response.receipt" },
        body: { both: ["$.cb.authorized.response.items[0].sku", "$.cb.captured.statusCode"], answer: "$.response.id" },
      },
      { name: "authorized", body: { amount: "$.req.amount" } },
      { name: "captured", after: "authorized", body: { of: "$.cb.authorized.response", amount: "$.req.amount" } },
    ]),
    { amount: 25 },
  );
  expect(deliveries.map(({ state, callback }) => `${callback.name ?? ""} ${state}`)).toEqual([
    "settled delivered",
    "authorized delivered",
    "captured delivered",
  ]);
  const received = receiver.received.filter(({ path }) => path.startsWith("/three/"));
  expect(received.map(({ path, body }) => `${path} ${String(body)}`)).toEqual([
    '/three/1 {"amount":25}',
    '/three/2 {"of":{"receipt":"r-1","items":[{"sku":"s1"}]},"amount":25}',
    '/three/0?of=r-2 {"both":["s1",200],"answer":"pi_1"}',
  ]);
  expect(received[2]?.headers["x-of"]).toBe("r-1");
  const gaps = [1, 2].map((n) => (received[n]?.startedAt ?? NaN) - (received[n - 1]?.receivedAt ?? NaN) - 50);
  process.stdout.write(`answer of one → arrival of the next: ${gaps.map((gap) => gap.toFixed(0)).join(", ")} ms\n`);
  for (const gap of gaps) {
    expect(gap).toBeGreaterThan(-5);
    // No sweep is waited for, which comes once a second.
    expect(gap).toBeLessThan(700);
  }
  // What is shown is what was sent.
  const shown = (await client.getDelivery(String(deliveries[0]?.id))).message;
  expect(shown).toMatchObject({ url: `${receiver.url}/three/0?of=r-2`, body: { content: String(received[2]?.body) } });
});

test("while one waits it says for whom, and has no message yet if that is made of the answer", async () => {
  receiver.answerWith(() => "hang");
  await client.save(
    mockOf("waits", [{ name: "first" }, { after: "first" }, { after: "first", body: "$.cb.first.response" }]),
  );
  await client.call("POST", "/stubs/sandbox/waits", { body: {} });
  await receiver.waitFor(1, { path: "/waits/0" });
  const waiting = inOrder(await client.listDeliveries({ mockId: "waits", state: "waiting" }));
  expect(waiting.map(({ stateReason, message }) => [stateReason, message === null])).toEqual([
    ['it waits for "first"', false],
    ['it waits for "first"', true],
  ]);
  expect((await client.call("POST", `/api/v1/deliveries/${waiting[1]?.id}/cancel`)).status).toBe(200);
  receiver.answerWith(undefined);
  receiver.release();
  const final = inOrder(await client.awaitFinal({ mockId: "waits" }, 3));
  expect(final.map(({ state }) => state)).toEqual(["delivered", "delivered", "cancelled"]);
  // It was never rendered.
  expect((await client.call("POST", `/api/v1/deliveries/${waiting[1]?.id}/redeliver`)).status).toBe(409);
});

test("behind one that fails nothing is sent, unless it is wanted all the same; retries come first", async () => {
  receiver.answerWith(({ path }) => ({ status: path.startsWith("/fails/0") ? 503 : 200, body: '{"why":"closed"}' }));
  const webhooks = [
    { name: "first", retryCount: 1, retryDelay: 1 },
    { name: "second", after: "first" },
    { after: "second" },
    { after: "first", afterFailure: "send", body: "$.cb.first.response.why $.cb.first.statusCode" },
  ];
  const deliveries = await run(mockOf("fails", webhooks));
  expect(summaryOf(deliveries)).toEqual([
    "failed: status",
    'skipped: it waits for "first", which failed (status)',
    'skipped: it waits for "second", which was skipped',
    "delivered",
  ]);
  expect(receiver.at("/fails/0")).toHaveLength(2);
  expect(receiver.at("/fails/1")).toEqual([]);
  expect(receiver.at("/fails/3").map(({ body }) => String(body))).toEqual(["closed 503"]);
});

test("an unmet condition over request, answer or store is a skipped delivery that says why; nothing is sent", async () => {
  await client.save({
    id: "mode",
    http: { route: "/mode", httpMethod: "POST" },
    extract: { gStore: { mode: "$.req.mode" } },
  });
  await client.call("POST", "/stubs/sandbox/mode", { body: { mode: "live" } });
  const webhooks = [
    { condition: { conditions: [{ path: "$.items[?(@.qty > 2)].sku", value: "s2" }] } },
    { condition: { conditions: [{ path: "$.items[?(@.qty > 5)].sku", assertAction: "notEmpty" }] } },
    { condition: { response: [{ path: "status", value: "open" }], statusCode: [{ path: "$", value: 201 }] } },
    { condition: { response: [{ path: "status", value: "paid" }] } },
    { condition: { gStore: [{ path: "mode", value: "live" }] } },
    { name: "test", condition: { gStore: [{ path: "mode", value: "test" }] } },
    { after: "test" },
  ];
  const deliveries = await run(mockOf("unmet", webhooks), { items: [{ sku: "s2", qty: 3 }] });
  expect(summaryOf(deliveries)).toEqual([
    "delivered",
    "skipped: condition: $.items[?(@.qty > 5)].sku of the body is missing, expected a value",
    "delivered",
    'skipped: condition: status of the answer is "open", expected "paid"',
    "delivered",
    'skipped: condition: mode of the global store is "live", expected "test"',
    'skipped: it waits for "test", which was skipped',
  ]);
  const paths = receiver.received.map(({ path }) => path).filter((path) => path.startsWith("/unmet/"));
  expect(paths.sort()).toEqual(["/unmet/0", "/unmet/2", "/unmet/4"]);
});

test("synchronous ones are answered before the caller is, asynchronous ones behind them come after the answer", async () => {
  receiver.answerWith(({ path }) => ({ status: 200, body: JSON.stringify({ from: path }), delayMs: 100 }));
  await client.save(
    mockOf("mixed", [
      { name: "late", after: "second", body: "$.cb.second.response.from" },
      { name: "second", after: "first", async: false, body: "$.cb.first.response.from" },
      { name: "first", async: false },
      { after: "late", body: "$.cb.first.response.from $.cb.late.response.from" },
    ]),
  );
  const answer = await client.call("POST", "/stubs/sandbox/mixed", { body: {} });
  const answeredAt = performance.now();
  expect(answer.status).toBe(201);
  expect([receiver.at("/mixed/2").length, receiver.at("/mixed/1").length]).toEqual([1, 1]);
  await client.awaitFinal({ mockId: "mixed" }, 4);
  const received = receiver.received.filter(({ path }) => path.startsWith("/mixed/"));
  expect(received.map(({ path, body }) => `${path} ${String(body)}`)).toEqual([
    "/mixed/2 ",
    "/mixed/1 /mixed/2",
    "/mixed/0 /mixed/1",
    "/mixed/3 /mixed/2 /mixed/0",
  ]);
  // The answer is seen a little later than it comes.
  expect(received[2]?.startedAt).toBeGreaterThan(answeredAt - 50);
});

test("what is wrong with names and order is said where it stands", async () => {
  const webhooks = [
    { name: "a", after: "b" },
    { name: "b", after: "a" },
    { name: "a" },
    { after: "c" },
    { name: "d e" },
  ];
  const { status, body } = await client.call("POST", "/api/v1/mocks", { body: mockOf("wrong", webhooks) });
  expect(status).toBe(400);
  expect(body["problems"]).toEqual([
    { path: "$.webhooks[4].name", message: expect.stringContaining("must be up to 64 letters") as unknown },
    { path: "$.webhooks[2].name", message: "is the name of $.webhooks[0] already; it must be unique in its mock" },
    { path: "$.webhooks[0].after", message: 'waits for itself: "a" after "b" after "a"' },
    { path: "$.webhooks[1].after", message: 'waits for itself: "b" after "a" after "b"' },
    { path: "$.webhooks[3].after", message: 'no callback is named "c"; there is "a", "b", "d e"' },
  ]);
  const condition = { gStore: [{ path: "$[", value: 1 }] };
  const unreadable = await client.call("POST", "/api/v1/mocks", { body: mockOf("wrong", [{ condition }]) });
  expect(unreadable.status).toBe(400);
  expect(unreadable.body["problems"]).toMatchObject([{ path: "$.webhooks[0].condition.gStore[0].path" }]);
});

test("a preview says for whom a callback waits, and whether its condition is met", async () => {
  const mock = mockOf(
    "previewed",
    [
      { name: "first", condition: { conditions: [{ path: "n", value: 1 }] } },
      { after: "first", body: { of: "$.cb.first.response.id", n: "$.req.n" } },
      { condition: { response: [{ path: "status", value: "paid" }] } },
    ],
    { strictTemplates: true },
  );
  const request = { method: "POST", path: "/previewed", body: { n: 1 } };
  const { status, body } = await client.call("POST", "/api/v1/mocks/preview", { body: { mock, request } });
  expect(status).toBe(200);
  expect(body["callbacks"]).toMatchObject([
    { index: 0, name: "first", after: null, fires: true, unmetCondition: null },
    {
      index: 1,
      after: "first",
      unmetCondition: null,
      message: { body: { content: '{"of":"$.cb.first.response.id","n":1}' } },
    },
    { index: 2, unmetCondition: 'status of the answer is "open", expected "paid"' },
  ]);
  const warnings = body["warnings"] as { path: string; message: string }[];
  expect(warnings.filter(({ path, message }) => path === "$.webhooks[1]" && !message.includes("blocked"))).toEqual([
    { path: "$.webhooks[1]", message: '$.cb.first.response.id is filled when "first" has been answered' },
  ]);
});
