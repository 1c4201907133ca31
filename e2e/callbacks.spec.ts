import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What a callback sends, and when it fires: contract F1 to F24 and F42 to F52, and Decided 1, 3, 6. */
let product: Product;
let receiver: Receiver;
let client: RestClient;
let nth = 0;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

interface Tried {
  answer: Awaited<ReturnType<RestClient["call"]>>;
  /** What arrived, once all deliveries of the call are final. */
  received: ReceivedCallback[];
  path: string;
}

/** Saves a mock of its own with these callbacks (`url` is the receiver's, if none is given), calls it once, and waits for the end. */
async function tryCallbacks(
  webhooks: readonly object[],
  options: {
    mock?: object;
    body?: unknown;
    headers?: Record<string, string>;
    deliveries?: number;
    query?: string;
  } = {},
): Promise<Tried> {
  const path = `/c${(nth += 1)}`;
  await client.save({
    id: path.slice(1),
    http: { route: `${path}/:name`, httpMethod: "POST" },
    response: { payload: { ok: true } },
    webhooks: webhooks.map((webhook) => ({ url: receiver.url + path, ...webhook })),
    ...options.mock,
  });
  const answer = await client.call("POST", `/stubs/sandbox${path}/ann${options.query ?? ""}`, {
    body: options.body ?? {},
    headers: options.headers ?? {},
  });
  await client.awaitFinal({ mockId: path.slice(1) }, options.deliveries ?? webhooks.length);
  return { answer, received: receiver.at(path), path };
}

const textOf = (received: readonly ReceivedCallback[]): (string | undefined)[] =>
  received.map(({ body }) => String(body));

test("F1, F4 to F8: the trigger decides by the status of the answer", async () => {
  const statuses = [200, 204, 299, 300, 304, 399, 400, 404, 503, 599];
  const triggers = ["on_success", "on_error", "always", "", undefined];
  const fired: Record<string, string[]> = {};
  for (const statusCode of statuses) {
    const webhooks = triggers.map((trigger) => ({ ...(trigger !== undefined && { trigger }), body: `t=${trigger}` }));
    const count = statusCode < 300 || statusCode >= 400 ? 4 : 3;
    const { answer, received } = await tryCallbacks(webhooks, {
      mock: { response: { statusCode, payload: "x" } },
      deliveries: count,
    });
    expect(answer.status).toBe(statusCode);
    fired[statusCode] = textOf(received)
      .map((text) => String(text).slice(2))
      .sort();
  }
  const always = ["", "always", "undefined"];
  const success = ["", "always", "on_success", "undefined"];
  const error = ["", "always", "on_error", "undefined"];
  expect(fired).toEqual({
    ...{ 200: success, 204: success, 299: success, 300: always, 304: always, 399: always },
    ...{ 400: error, 404: error, 503: error, 599: error },
  });
});

test("F1: a call that matches nothing fires nothing, and a missing statusCode counts as 200", async () => {
  const { path, received } = await tryCallbacks([{ trigger: "on_success" }], { mock: { response: {} } });
  expect(received).toHaveLength(1);
  expect((await client.call("GET", `/stubs/sandbox${path}/ann`)).status).toBe(404);
  expect((await client.call("POST", `/stubs/sandbox${path}`)).status).toBe(404);
  expect(await client.listDeliveries({ mockId: path.slice(1) })).toHaveLength(1);
});

test("F2, F14 to F21: the defaults are POST, no body, 30 s, one attempt, asynchronous; absent fields stay absent", async () => {
  const { received, path } = await tryCallbacks([{}]);
  expect(received).toMatchObject([{ method: "POST", headers: { host: receiver.host, "content-length": "0" } }]);
  expect(String(received[0]?.body)).toBe("");
  expect(received[0]?.headers["content-type"]).toBeUndefined();
  expect(received[0]?.headers["user-agent"]).toMatch(/^Understudy\//);
  expect(received[0]?.headers["accept-encoding"]).toBe("identity");
  const [delivery] = await client.listDeliveries({ mockId: path.slice(1) });
  expect(delivery).toMatchObject({ callback: { index: 0, type: "http" }, attempts: 1, attemptsMax: 1 });
  expect(delivery?.id).toBe(received[0]?.webhookId);
  const read = await client.call("GET", `/api/v1/mocks/${path.slice(1)}`);
  expect(read.body["webhooks"]).toEqual([{ url: receiver.url + path }]);
});

test("F14, F17: every method goes out, with and without a body", async () => {
  const methods = ["POST", "PUT", "PATCH", "DELETE", "GET", "get"];
  const webhooks = methods.flatMap((method) => [{ method }, { method, body: { of: method } }]);
  const { received } = await tryCallbacks(webhooks);
  const seen = received.map(({ method, body, headers }) => [method, String(body), headers["content-type"] ?? null]);
  const expected = methods.flatMap((method) => [
    [method.toUpperCase(), "", null],
    [method.toUpperCase(), `{"of":"${method}"}`, "application/json"],
  ]);
  expect(seen.sort()).toEqual(expected.sort());
  // RFC 9110: no length where no body is meant.
  const bare = received.filter(({ body, method }) => body.length === 0 && ["GET", "DELETE"].includes(method));
  expect(bare.map(({ headers }) => headers["content-length"] ?? headers["transfer-encoding"])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("F16, F17: bodies of every kind, and the content type that each has by itself", async () => {
  const json = "application/json";
  const text = "text/plain; charset=utf-8";
  const cases: [body: unknown, bytes: string, contentType: string | undefined][] = [
    [null, "", undefined],
    ["", "", text],
    ["Grüße", "Grüße", text],
    ['{"a": 1}', '{"a": 1}', json],
    [" [1, 2]", " [1, 2]", json],
    ["{not json}", "{not json}", text],
    ["17", "17", text],
    [42, "42", json],
    [0, "0", json],
    [false, "false", json],
    [{ a: { b: [1, null, "ü"] } }, '{"a":{"b":[1,null,"ü"]}}', json],
    [[], "[]", json],
  ];
  for (const [body, bytes, contentType] of cases) {
    const { received } = await tryCallbacks([{ body }]);
    expect([String(received[0]?.body), received[0]?.headers["content-type"]]).toEqual([bytes, contentType]);
  }
  const { received } = await tryCallbacks([{ body: { a: 1 }, headers: { "CONTENT-type": "application/vnd.x+json" } }]);
  expect(received[0]?.headers["content-type"]).toBe("application/vnd.x+json");
});

test("F9, F10: several callbacks, each with its trigger; one that fails stops nobody", async () => {
  const closed = await openReceiver();
  await closed.close();
  const { answer, received, path } = await tryCallbacks(
    [
      { url: `${closed.url}/gone`, body: "0" },
      { url: "http://10.0.0.1/private", body: "1" },
      { body: "2" },
      { body: "3", trigger: "on_error" },
      { body: "4", trigger: "on_success", method: "PUT" },
      { type: "kafka", kafkaBrokers: "10.0.0.1:9092", kafkaTopic: "t" },
      { type: "rabbitmq", rabbitURL: "amqp://10.0.0.1", rabbitQueue: "q", async: false },
    ],
    { deliveries: 6 },
  );
  expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' });
  expect(textOf(received).sort()).toEqual(["2", "4"]);
  const deliveries = await client.listDeliveries({ mockId: path.slice(1) });
  const states = deliveries.map(({ callback, state }) => `${callback.index} ${callback.type} ${state}`);
  expect(states.sort()).toEqual([
    "0 http failed",
    "1 http failed",
    "2 http delivered",
    "4 http delivered",
    "5 kafka failed",
    "6 rabbitmq failed",
  ]);
  expect(new Set(deliveries.map(({ requestId }) => requestId))).toEqual(new Set([answer.headers.get("x-request-id")]));
});

test("F42 to F50: bodies and headers are templates over the original request, the rendered answer, stores and fakers", async () => {
  await client.call("POST", "/api/v1/stores/global", { body: { key: "currentSession", value: { id: "s-1", n: [7] } } });
  const { received, answer } = await tryCallbacks(
    [
      {
        headers: {
          "X-Token": "$.reqHeader.Authorization[0]",
          "X-Mixed": "a $.req.user.id b $.response.id c",
          "X-Missing": "$.req.nothing",
        },
        body: {
          amount: "$.req.amount",
          items: "$.req.items",
          user: "$.req.user",
          flag: "$.req.flag",
          nothing: "$.req.none",
          missing: "$.req.missing",
          text: "Order $.req.amount of $.req.user.name, $.req.missing.",
          list: "items: $.req.items",
          query: "$.queryParams.page",
          queries: "$.queryParams.tag",
          path: "$.pathParam.name",
          header: "$.reqHeader.X-Custom",
          namespace: "$.namespace",
          global: "$.gS.currentSession",
          deep: "$.gS.currentSession.n[0]",
          chain: "$.cS.step",
          local: "$.mS.computed",
          extracted: "$.gS.lastAmount",
          responseId: "$.response.id",
          response: "$.response",
          responseStatus: "$.response.status",
          kept: 5,
          nested: [{ deeper: ["$.req.amount"] }],
        },
      },
    ],
    {
      mock: {
        chainId: "chain-1",
        extract: {
          mStore: { computed: "$.req.user.name" },
          cStore: { step: "$.req.amount" },
          gStore: { lastAmount: "$.req.amount" },
        },
        response: { statusCode: 201, payload: { id: "$.fake.UUID", amount: "$.req.amount" } },
      },
      body: { amount: 99.5, items: [{ sku: 1 }, "two"], user: { id: 5, name: "Ann" }, flag: true, none: null },
      headers: { authorization: "Bearer abc", "x-custom": "one" },
      query: "?page=2&tag=a&tag=b",
    },
  );
  const response = answer.body;
  const sent = received[0];
  expect(sent?.headers).toMatchObject({
    "x-token": "Bearer abc",
    "x-mixed": `a 5 b ${String(response["id"])} c`,
    "x-missing": "$.req.nothing",
  });
  expect(JSON.parse(String(sent?.body))).toEqual({
    amount: 99.5,
    items: [{ sku: 1 }, "two"],
    user: { id: 5, name: "Ann" },
    flag: true,
    nothing: null,
    missing: "$.req.missing",
    text: "Order 99.5 of Ann, $.req.missing.",
    list: 'items: [{"sku":1},"two"]',
    query: "2",
    queries: ["a", "b"],
    path: "ann",
    header: ["one"],
    namespace: "sandbox",
    global: { id: "s-1", n: [7] },
    deep: 7,
    chain: 99.5,
    local: "Ann",
    extracted: 99.5,
    responseId: response["id"],
    response,
    responseStatus: "$.response.status",
    kept: 5,
    nested: [{ deeper: [99.5] }],
  });
});

test("F44, F46, F47: the seed's fakers and its string body", async () => {
  const { received } = await tryCallbacks(
    [
      { body: "Order $.req.orderId has been processed at $.fake.Date" },
      { body: { webhookId: "$.fake.UUID", other: "$.fake.UUID", timestamp: "$.fake.UnixTime", ip: "$.fake.IPv4" } },
      { body: "$.response" },
    ],
    { body: { orderId: "O-7" }, mock: { response: { payload: { status: "ok", data: { id: 1 } } } } },
  );
  const texts = textOf(received);
  expect(texts.find((text) => text?.startsWith("Order"))).toMatch(/^Order O-7 has been processed at \d{4}-\d\d-\d\d$/);
  expect(texts).toContain('{"status":"ok","data":{"id":1}}');
  const fakes = JSON.parse(texts.find((text) => text?.includes("webhookId")) ?? "") as Record<string, unknown>;
  expect(fakes["webhookId"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(fakes["other"]).not.toBe(fakes["webhookId"]);
  expect(fakes["timestamp"]).toEqual(expect.any(Number));
  expect(Math.abs(Number(fakes["timestamp"]) - Date.now() / 1000)).toBeLessThan(30);
  expect(fakes["ip"]).toMatch(/^\d+(\.\d+){3}$/);
});

test("F23: what the target answers changes nothing of the mock's answer", async () => {
  receiver.answerWith(() => ({ status: 500, body: '{"from":"target"}', headers: { "x-target": "1" } }));
  const { answer } = await tryCallbacks([{ async: false }]);
  receiver.answerWith(undefined);
  expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' });
  expect(answer.headers.get("x-target")).toBeNull();
});
