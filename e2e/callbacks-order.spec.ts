import { Agent, request } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** No asynchronous callback is received before the caller has the answer's first byte (design 4), and none is late either. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

const calls = 200;
const concurrency = 20;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host, WEBHOOK_POOL_SIZE: "50" } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

/** Resolves with the moment at which the first byte of the answer was here; `fetch` would tell it a few ticks later. */
function call(path: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(product.url + path, { method: "POST", agent }, (response) => {
      const answeredAt = performance.now();
      if (response.statusCode !== 200) reject(new Error(`${path}: ${String(response.statusCode)}`));
      response.resume().once("end", () => resolve(answeredAt));
    });
    sent.once("error", reject).end(JSON.stringify(body));
  });
}

/** Calls a mock so often, so many at a time; the moments of the answers by number of the call. */
async function callMany(path: string): Promise<number[]> {
  const answeredAt: number[] = [];
  let next = 0;
  const callNext = async (): Promise<void> => {
    while (next < calls) {
      const n = next;
      next += 1;
      answeredAt[n] = await call(path, { n });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, callNext));
  return answeredAt;
}

/** From each answer to the arrival of its callback, milliseconds, ascending, and the longest time that this process was busy meanwhile. */
async function measureGaps(id: string, response: object): Promise<{ gaps: number[]; busyMs: number }> {
  await client.save({
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    response,
    webhooks: [{ url: `${receiver.url}/${id}`, body: { n: "$.req.n" } }],
  });
  const busy = monitorEventLoopDelay({ resolution: 1 });
  busy.enable();
  const answeredAt = await callMany(`/stubs/sandbox/${id}`);
  const received = await receiver.waitFor(calls, { path: `/${id}`, timeoutMs: 30_000 });
  busy.disable();
  const gaps = received.map(({ body, startedAt }) => {
    const { n } = JSON.parse(String(body)) as { n: number };
    return startedAt - (answeredAt[n] ?? NaN);
  });
  gaps.sort((left, right) => left - right);
  const at = (share: number): string => (gaps[Math.floor(share * (gaps.length - 1))] ?? NaN).toFixed(1);
  process.stdout.write(`answer → callback, ${id}: min ${at(0)}, p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms\n`);
  return { gaps, busyMs: busy.max / 1e6 };
}

/**
 * No callback came before its answer. What arrives while this process is busy is seen in any order, once it looks again: so a few may
 * seem to be early by less than that.
 */
function expectInOrder({ gaps, busyMs }: { gaps: number[]; busyMs: number }): void {
  expect(gaps).toHaveLength(calls);
  expect(gaps[0]).toBeGreaterThan(-busyMs);
  expect(gaps.filter((gap) => gap <= 0).length).toBeLessThanOrEqual(calls / 50);
}

test("none comes before its answer when the resolver is busy with large answers and the worker is idle", async () => {
  const text = "value $.req.n, and more text";
  const payload = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, text]));
  expectInOrder(await measureGaps("busy", { payload }));
});

for (const delay of [0, 1000]) {
  test(`none of ${calls} callbacks comes before its answer, ${concurrency} callers at once, delay ${delay} ms`, async () => {
    const measured = await measureGaps(`ordered-${delay}`, { payload: "answered", ...(delay > 0 && { delay }) });
    expectInOrder(measured);
    expect(measured.gaps.at(-1)).toBeLessThan(5_000);
  });
}

test("a callback waits for no sweep: one caller after the other, it comes within milliseconds of the answer", async () => {
  await client.save({
    id: "prompt",
    http: { route: "/prompt", httpMethod: "POST" },
    response: { payload: "answered" },
    webhooks: [{ url: `${receiver.url}/prompt` }],
  });
  const gaps: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const answeredAt = await call("/stubs/sandbox/prompt", { n });
    const received = await receiver.waitFor(n + 1, { path: "/prompt" });
    gaps.push((received[n]?.startedAt ?? NaN) - answeredAt);
  }
  gaps.sort((left, right) => left - right);
  process.stdout.write(
    `answer → callback, one at a time: p50 ${gaps[30]?.toFixed(1)}, max ${gaps.at(-1)?.toFixed(1)} ms\n`,
  );
  expect(gaps[0]).toBeGreaterThan(0);
  // A sweep comes once a second: were it needed, most would take hundreds of milliseconds.
  expect(gaps[50]).toBeLessThan(200);
});

test("synchronous callbacks that end early take the asynchronous ones with them, not their worst case", async () => {
  await client.save({
    id: "mixed",
    http: { route: "/mixed", httpMethod: "POST" },
    response: { payload: "answered" },
    webhooks: [
      { url: `${receiver.url}/mixed-async`, body: "late" },
      { url: `${receiver.url}/mixed-sync`, body: "first", async: false, timeout: 300, retryCount: 10 },
    ],
  });
  const answeredAt = await call("/stubs/sandbox/mixed", {});
  const [first] = await receiver.waitFor(1, { path: "/mixed-sync" });
  const [late] = await receiver.waitFor(1, { path: "/mixed-async", timeoutMs: 5_000 });
  expect(first?.startedAt).toBeLessThan(answeredAt);
  expect(late?.startedAt).toBeGreaterThan(answeredAt);
});
