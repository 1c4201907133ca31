import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { type Answer, createRestClient, type RestClient } from "./rest-client.ts";

/** When a callback is tried, beyond the seed's fixed wait; and what a failed one does to the answer. */
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

interface Called {
  id: string;
  answer: Answer;
  /** When the answer's headers were there, as `performance.now()`. */
  answeredAt: number;
  /** How long the answer took. */
  answerMs: number;
}

/** Saves a mock with these callbacks, all to the same path, and calls it once. */
async function callMock(callbacks: readonly object[]): Promise<Called> {
  const id = `r${(nth += 1)}`;
  await client.save({
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    response: { payload: "answered" },
    webhooks: callbacks.map((callback) => ({ url: `${receiver.url}/${id}`, ...callback })),
  });
  const startedAt = performance.now();
  const answer = await client.call("POST", `/stubs/sandbox/${id}`, { body: {} });
  const answeredAt = performance.now();
  return { id, answer, answeredAt, answerMs: answeredAt - startedAt };
}

/** From the end of each request to the start of the next, milliseconds. */
function gapsOf(received: readonly ReceivedCallback[]): number[] {
  return received.slice(1).map(({ startedAt }, index) => startedAt - Number(received[index]?.receivedAt));
}

function expectGaps(received: readonly ReceivedCallback[], planned: readonly number[]): void {
  const gaps = gapsOf(received);
  process.stdout.write(`waits of ${planned.join(", ")} ms: ${gaps.map((gap) => gap.toFixed(0)).join(", ")} ms\n`);
  expect(gaps).toHaveLength(planned.length);
  for (const [index, gap] of gaps.entries()) {
    expect(gap).toBeGreaterThanOrEqual(Number(planned[index]));
    expect(gap).toBeLessThan(Number(planned[index]) + 900);
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

test.describe("a retry policy", () => {
  const policies: [name: string, callback: object, planned: number[]][] = [
    ["fixed", { retryCount: 2, retryPolicy: { kind: "fixed", delayMs: 250 } }, [250, 250]],
    ["exponential", { retryCount: 3, retryPolicy: { kind: "exponential", delayMs: 100, factor: 3 } }, [100, 300, 900]],
    ["schedule", { retryPolicy: { kind: "schedule", delaysMs: [50, 400, 200] } }, [50, 400, 200]],
  ];
  for (const [name, callback, planned] of policies) {
    test(`of the kind ${name} is kept to, and nothing is early`, async () => {
      receiver.answerWith(() => ({ status: 500 }));
      const { id } = await callMock([callback]);
      const [delivery] = await client.awaitFinal({ mockId: id });
      expect(delivery).toMatchObject({
        state: "failed",
        attempts: planned.length + 1,
        attemptsMax: planned.length + 1,
      });
      expectGaps(receiver.at(`/${id}`), planned);
    });
  }

  test("draws waits out by jitter, never shortens them", async () => {
    receiver.answerWith(() => ({ status: 500 }));
    const retryPolicy = { kind: "fixed", delayMs: 200, jitter: 1 };
    const { id } = await callMock([{ retryCount: 6, retryPolicy }]);
    await client.awaitFinal({ mockId: id });
    const gaps = gapsOf(receiver.at(`/${id}`));
    expect(gaps).toHaveLength(6);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(20);
  });

  test("waits as long as the target asks for: seconds, or a date", async () => {
    const dateIn = (ms: number): string => new Date(Date.now() + ms).toUTCString();
    const answers = [() => "1", () => dateIn(2000), () => "0"];
    const asked: number[] = [];
    receiver.answerWith((callback) => {
      const retryAfter = answers[receiver.at(callback.path).length - 1]?.() ?? "0";
      asked.push(retryAfter.length > 2 ? Date.parse(retryAfter) - Date.now() : Number(retryAfter) * 1000);
      return { status: 503, headers: { "retry-after": retryAfter } };
    });
    const retryPolicy = { kind: "fixed", delayMs: 100, respectRetryAfter: true };
    const { id } = await callMock([{ retryCount: 3, retryPolicy }]);
    await client.awaitFinal({ mockId: id });
    expectGaps(
      receiver.at(`/${id}`),
      asked.slice(0, 3).map((ms) => Math.max(ms, 100)),
    );
  });

  test("tries again what it names, and gives up at once on the rest", async () => {
    const tried: Record<string, number> = {};
    for (const status of [503, 429, 404, 500]) {
      receiver.answerWith(() => ({ status }));
      const { id } = await callMock([
        { retryCount: 2, retryDelay: 0, retryPolicy: { kind: "fixed", retryOn: [429, "5xx"] } },
      ]);
      const [delivery] = await client.awaitFinal({ mockId: id });
      tried[status] = delivery?.attempts ?? 0;
    }
    expect(tried).toEqual({ 503: 3, 429: 3, 404: 1, 500: 3 });
  });

  test("that is wrong is refused with its JSON path; what has no effect is a warning", async () => {
    const mock = (callback: object): object => ({
      http: { route: "/refused" },
      webhooks: [{ url: receiver.url, ...callback }],
    });
    const wrong = { kind: "fixed", factor: 2, retryOn: [200] };
    const refused = await client.call("POST", "/api/v1/mocks", {
      body: mock({ retryPolicy: wrong, delay: -1, onFailure: "stop" }),
    });
    expect(refused.status).toBe(400);
    const problems = refused.body["problems"] as { path: string; message: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual(
      ["delay", "onFailure", "retryPolicy.factor", "retryPolicy.retryOn[0]"].map((field) => `$.webhooks[0].${field}`),
    );
    const saved = await client.save(mock({ onFailure: "fail", retryPolicy: { kind: "fixed", delayMs: 9_999_999 } }));
    const warnings = saved.body["warnings"] as { path: string }[];
    expect(warnings.map(({ path }) => path).sort()).toEqual(
      ["onFailure", "retryPolicy", "retryPolicy.delayMs"].map((field) => `$.webhooks[0].${field}`),
    );
  });
});

test.describe("a delay before the first attempt", () => {
  test("is counted from the answer: ten of one second are on time, and none is early", async () => {
    const lates: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const { id, answeredAt, answerMs } = await callMock([{ delay: 1000 }]);
      expect(answerMs).toBeLessThan(900);
      const [received] = await receiver.waitFor(1, { path: `/${id}` });
      lates.push(Number(received?.startedAt) - answeredAt - 1000);
    }
    process.stdout.write(`ten delays of 1000 ms, late by: ${lates.map((late) => late.toFixed(0)).join(", ")} ms\n`);
    // The answer is made a moment before its caller has it: the clock of the delay starts there.
    expect(Math.min(...lates)).toBeGreaterThan(-20);
    expect(median(lates)).toBeLessThan(250);
  });

  test("is drawn for each delivery, and shown as the next attempt", async () => {
    const delay = { distribution: "uniform", lowerMs: 60_000, upperMs: 120_000 };
    const { id } = await callMock([{ delay }, { delay }]);
    const deliveries = await client.listDeliveries({ mockId: id });
    const waits = deliveries.map(
      ({ createdAt, nextAttemptAt }) => Date.parse(nextAttemptAt ?? "") - Date.parse(createdAt),
    );
    expect(waits).toHaveLength(2);
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(60_000);
      expect(wait).toBeLessThan(123_000);
    }
    expect(waits[0]).not.toBe(waits[1]);
  });

  test("of synchronous ones delays the answer, each counted from the end of the one before", async () => {
    receiver.answerWith(() => ({ delayMs: 100 }));
    const { id, answerMs } = await callMock([
      { async: false, delay: 300 },
      { async: false, delay: 500 },
    ]);
    expectGaps(receiver.at(`/${id}`), [600]);
    expect(answerMs).toBeGreaterThanOrEqual(1000);
    expect(answerMs).toBeLessThan(2500);
  });
});

test.describe("onFailure", () => {
  const failing = { async: false, retryCount: 1, retryDelay: 0, onFailure: "fail" };

  test("fail: the call is answered 502 with the id of the delivery, and everything else happens all the same", async () => {
    receiver.answerWith((callback) => ({ status: String(callback.body) === "bad" ? 500 : 200 }));
    const { id, answer } = await callMock([
      { ...failing, body: "bad" },
      { async: false, body: "next" },
      { body: "asynchronous" },
    ]);
    const deliveries = await client.awaitFinal({ mockId: id }, 3);
    const failed = deliveries.find(({ state }) => state === "failed");
    expect(answer.status).toBe(502);
    expect(answer.body).toEqual({
      error: expect.stringContaining(String(failed?.id)),
      code: "external",
      request_id: answer.headers.get("x-request-id"),
      deliveries: [{ id: failed?.id, state: "failed", reason: "status" }],
    });
    expect(failed).toMatchObject({ attempts: 2, requestId: answer.headers.get("x-request-id") });
    expect(receiver.at(`/${id}`).map(({ body }) => String(body))).toEqual(["bad", "bad", "next", "asynchronous"]);
    const logged = await client.call("GET", `/api/v1/requests/${String(answer.headers.get("x-request-id"))}`);
    expect(logged.body).toMatchObject({ mockId: id, response: { status: 502 } });
  });

  test("fail: what can't be prepared fails the call as well", async () => {
    const url = "kafka-has-no-such-topic";
    const { answer } = await callMock([
      { type: "kafka", kafkaBrokers: receiver.host, kafkaTopic: `no topic ${url}`, ...failing },
    ]);
    expect(answer.status).toBe(502);
    expect(answer.body["deliveries"]).toMatchObject([{ state: "failed", reason: expect.stringMatching(/^render/) }]);
  });

  test("fail: of a proxy, whose service has answered already, the answer is let go", async () => {
    receiver.answerWith(({ path }) =>
      path.startsWith("/proxied") ? { body: Buffer.alloc(5_000_000) } : { status: 500 },
    );
    await client.save({
      id: "proxied",
      http: { route: "/service", httpMethod: "GET" },
      proxy: { target: `${receiver.url}/proxied` },
      webhooks: [{ url: `${receiver.url}/told`, ...failing }],
    });
    // The second call finds the process that had the first.
    for (const nth of [1, 2]) {
      const answer = await client.call("GET", "/stubs/sandbox/service");
      expect(answer).toMatchObject({ status: 502, body: { code: "external", deliveries: [{ reason: "status" }] } });
      expect(receiver.received.filter(({ path }) => path.startsWith("/proxied"))).toHaveLength(nth);
    }
    const health = await client.call("GET", "/health");
    expect(health.status).toBe(200);
  });

  test("fail: a delivered one changes nothing", async () => {
    const { answer } = await callMock([failing]);
    expect(answer).toMatchObject({ status: 200, text: "answered" });
  });

  test("ignore, as when it is absent: the answer is the mock's", async () => {
    receiver.answerWith(() => ({ status: 500 }));
    for (const onFailure of [{}, { onFailure: "ignore" }]) {
      const { answer } = await callMock([{ async: false, ...onFailure }]);
      expect(answer).toMatchObject({ status: 200, text: "answered" });
    }
  });
});
