import { expect, test } from "@playwright/test";
import { type LogLine, readLog } from "./log-lines.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { createRestClient, type DeliveryWithAttempts, type RestClient } from "./rest-client.ts";

/** How a callback is tried, tried again and given up: contract F18, F19, F53 to F71, Decided 2, 3; and what the log says of it. */
let product: Product;
let receiver: Receiver;
let client: RestClient;
let nth = 0;

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

interface Tried {
  delivery: DeliveryWithAttempts;
  received: ReceivedCallback[];
  log: LogLine[];
  answerMs: number;
}

/** Saves a mock with one callback, calls it once, and waits until its delivery is final. */
async function tryCallback(callback: object, options: { body?: unknown; calls?: number } = {}): Promise<Tried> {
  const id = `a${(nth += 1)}`;
  await client.save({
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    response: { payload: "answered" },
    webhooks: [{ url: `${receiver.url}/${id}`, ...callback }],
  });
  const startedAt = performance.now();
  const answer = await client.call("POST", `/stubs/sandbox/${id}`, { body: options.body ?? {} });
  const answerMs = performance.now() - startedAt;
  expect(answer).toMatchObject({ status: 200, text: "answered" });
  const [found] = await client.awaitFinal({ mockId: id });
  const delivery = await client.getDelivery(String(found?.id));
  const log = await readLog(product, (line) => line.deliveryId === delivery.id);
  return { delivery, received: receiver.at(`/${id}`), log, answerMs };
}

const summaryOf = (log: readonly LogLine[]): string[] => log.map(({ level, msg }) => `${level} ${msg}`);
const attemptFailed = "warn Callback attempt failed";
const gaveUp = "error Callback failed after all retries";
const succeeded = "info Callback executed successfully";

test("F54, F55, F58: retryCount 3 makes four attempts of the same bytes and id, a fixed delay apart and never early", async () => {
  receiver.answerWith(() => ({ status: 500, body: "no" }));
  const { delivery, received, log } = await tryCallback({
    retryCount: 3,
    retryDelay: 1,
    body: { id: "$.fake.UUID", at: "$.fake.UnixTime" },
    headers: { "X-Fake": "$.fake.UUID" },
  });
  expect(received).toHaveLength(4);
  const sent = received.map(({ body, webhookId, headers }) => [String(body), webhookId, headers["x-fake"]].join(" "));
  expect(new Set(sent).size).toBe(1);
  expect(received[0]?.webhookId).toBe(delivery.id);
  const gaps = received.slice(1).map(({ startedAt }, index) => startedAt - Number(received[index]?.receivedAt));
  process.stdout.write(
    `delay between attempts, retryDelay 1000 ms: ${gaps.map((gap) => gap.toFixed(0)).join(", ")} ms\n`,
  );
  for (const gap of gaps) {
    expect(gap).toBeGreaterThanOrEqual(1000);
    expect(gap).toBeLessThan(2500);
  }
  expect(delivery).toMatchObject({ state: "failed", stateReason: "status", attemptsMax: 4 });
  expect(delivery.attempts).toMatchObject(
    [1, 2, 3, 4].map((number) => ({ number, outcome: "failed", errorClass: "status", statusCode: 500 })),
  );
  expect(summaryOf(log)).toEqual([attemptFailed, attemptFailed, attemptFailed, attemptFailed, gaveUp]);
  expect(log.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 4]);
});

test("F54: one that succeeds at the third attempt is tried three times", async () => {
  receiver.answerWith((callback) => ({ status: receiver.at(callback.path).length < 3 ? 503 : 202 }));
  const { delivery, received, log } = await tryCallback({ retryCount: 5, retryDelay: 0 });
  expect(received).toHaveLength(3);
  expect(delivery).toMatchObject({ state: "delivered", stateReason: null, attemptsMax: 6, nextAttemptAt: null });
  expect(delivery.attempts.map(({ statusCode }) => statusCode)).toEqual([503, 503, 202]);
  expect(summaryOf(log)).toEqual([attemptFailed, attemptFailed, succeeded]);
});

test("F18, F56: the timeout is that of each attempt", async () => {
  receiver.answerWith(() => "hang");
  const { delivery, received } = await tryCallback({ timeout: 1, retryCount: 1, retryDelay: 0 });
  expect(received).toHaveLength(2);
  expect(delivery.state).toBe("failed");
  for (const attempt of delivery.attempts) {
    expect(attempt).toMatchObject({ errorClass: "timeout", statusCode: null, responseBody: null });
    expect(attempt.durationMs).toBeGreaterThanOrEqual(1000);
    expect(attempt.durationMs).toBeLessThan(2000);
  }
});

test("Decided 3: success is 2xx; redirects are not followed", async () => {
  const elsewhere = `${receiver.url}/elsewhere`;
  const outcomes: Record<string, string> = {};
  for (const status of [200, 204, 299, 301, 302, 307, 308, 304, 400, 404, 500]) {
    receiver.answerWith(() => ({ status, headers: { location: elsewhere } }));
    const { delivery } = await tryCallback({});
    outcomes[status] = delivery.state;
    if (status > 300 && status < 309 && status !== 304) {
      expect(delivery.attempts[0]?.error).toContain("redirects are not followed");
    }
  }
  const failed = "failed";
  expect(outcomes).toEqual({
    ...{ 200: "delivered", 204: "delivered", 299: "delivered" },
    ...{ 301: failed, 302: failed, 304: failed, 307: failed, 308: failed, 400: failed, 404: failed, 500: failed },
  });
  expect(receiver.at("/elsewhere")).toEqual([]);
});

test("headers that a template may not set fail the delivery before anything is sent", async () => {
  const headers: [name: string, value: string][] = [
    ["Host", "elsewhere"],
    ["content-length", "3"],
    ["Transfer-Encoding", "chunked"],
    ["Connection", "close"],
    ["X-Break", "$.req.crlf"],
    ["X-Umlaut", "$.req.umlaut"],
    ["X-Literal", "grün"],
    ["Bad Name", "x"],
  ];
  for (const [name, value] of headers) {
    const before = receiver.connections().opened;
    const { delivery, received, log } = await tryCallback(
      { headers: { [name]: value }, retryCount: 3 },
      { body: { crlf: "a\r\nX-Injected: 1", umlaut: "grün" } },
    );
    expect([name, received.length, delivery.state, delivery.attempts.length]).toEqual([name, 0, "failed", 1]);
    expect(delivery.attempts[0]).toMatchObject({ errorClass: "header", statusCode: null, address: null });
    expect(delivery.attempts[0]?.error).toContain(name);
    expect(receiver.connections().opened).toBe(before);
    expect(summaryOf(log)).toEqual([gaveUp]);
  }
});

test("a callback that can't be prepared is a failed delivery without an attempt, and does not change the answer", async () => {
  // Longer than a text can be: 110 times five million characters.
  const { delivery, received, log } = await tryCallback(
    { body: "$.req.text ".repeat(110), retryCount: 3 },
    { body: { text: "x".repeat(5_000_000) } },
  );
  expect(received).toEqual([]);
  expect(delivery).toMatchObject({ state: "failed", attempts: [], message: null, destination: null });
  expect(delivery.stateReason).toMatch(/^render/);
  expect(summaryOf(log)).toEqual(["error Failed to prepare webhook body"]);
  expect(log[0]).toMatchObject({ event: "delivery.failed", errorClass: "render", attempt: 0 });
});

test("F64 to F66, F71: what the guard refuses is final, says why, and keeps nothing of the target", async () => {
  const unreachable = await openReceiver();
  for (const url of [
    unreachable.url,
    "http://10.1.2.3/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]:9/",
    "http://localhost.:9/",
    "ftp://example.com/",
    `http://localhost:${product.port}/api/v1/mocks`,
  ]) {
    const { delivery, log } = await tryCallback({ url, retryCount: 5, retryDelay: 0 });
    expect([url, delivery.state, delivery.attempts.length]).toEqual([url, "failed", 1]);
    expect(delivery).toMatchObject({ stateReason: "guard", destination: url });
    const [attempt] = delivery.attempts;
    expect(attempt?.error).toMatch(/blocked: ./);
    expect(attempt).toMatchObject({
      errorClass: "guard",
      address: null,
      statusCode: null,
      responseHeaders: null,
      responseBody: null,
    });
    expect(summaryOf(log)).toEqual([gaveUp]);
  }
  expect(unreachable.connections().opened).toBe(0);
  await unreachable.close();
});

test("F60, F62, F63: synchronous callbacks run in order before the answer; a failed one does not change it", async () => {
  receiver.answerWith((callback) => ({ delayMs: 400, status: String(callback.body) === "1" ? 500 : 200 }));
  await client.save({
    id: "ordered",
    http: { route: "/ordered", httpMethod: "POST" },
    response: { payload: { fine: true } },
    webhooks: ["1", "2", "3"].map((body) => ({ url: `${receiver.url}/ordered`, body, async: false })),
  });
  const startedAt = performance.now();
  const answer = await client.call("POST", "/stubs/sandbox/ordered", { body: {} });
  const answerMs = performance.now() - startedAt;
  const received = receiver.at("/ordered");
  expect(answer).toMatchObject({ status: 200, text: '{"fine":true}' });
  expect(answer.headers.get("understudy-callbacks")).toBeNull();
  expect(answerMs).toBeGreaterThanOrEqual(1200);
  expect(received.map(({ body }) => String(body))).toEqual(["1", "2", "3"]);
  for (const [index, next] of received.slice(1).entries()) {
    expect(next.startedAt - Number(received[index]?.receivedAt)).toBeGreaterThanOrEqual(400);
  }
  const deliveries = await client.awaitFinal({ mockId: "ordered" }, 3);
  const states = deliveries.map(({ callback, state }) => `${callback.index} ${state}`);
  expect(states.sort()).toEqual(["0 failed", "1 delivered", "2 delivered"]);
});

test("F59, F60: the answer waits for a slow target if the callback is synchronous, and only then", async () => {
  receiver.answerWith(() => ({ delayMs: 1000 }));
  expect((await tryCallback({ async: false })).answerMs).toBeGreaterThanOrEqual(1000);
  expect((await tryCallback({ async: true })).answerMs).toBeLessThan(900);
});

test("F69, F70: every line has its event and all ids, and no secret", async () => {
  receiver.answerWith(() => ({ status: 500, body: "planted-answer" }));
  const { delivery, log } = await tryCallback({
    retryCount: 1,
    retryDelay: 0,
    headers: { Authorization: "Bearer planted-secret" },
    body: "planted-body",
  });
  expect(log).toHaveLength(3);
  const { id: deliveryId, mockId, namespace, requestId } = delivery;
  for (const line of log) {
    expect(line).toMatchObject({ callbackType: "http", deliveryId, mockId, namespace, requestId });
  }
  expect(log.map(({ event, attempt }) => `${event} ${String(attempt)}`)).toEqual([
    "delivery.attempted 1",
    "delivery.attempted 2",
    "delivery.failed 2",
  ]);
  expect(product.output()).not.toContain("planted");
});
