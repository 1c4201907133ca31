import { expect, test } from "@playwright/test";
import { startProduct } from "./product.ts";
import { openReceiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** WEBHOOK_POOL_SIZE, SYNC_WAIT_MAX and chains of our own mocks: contract F67, F68, Decided 11; design 12, 13. */

test("F67: 30 slow callbacks never make more than 10 connections", async () => {
  const receiver = await openReceiver({ answer: () => ({ delayMs: 300 }) });
  const product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  const client = createRestClient(product.url);
  const ids = ["slow-a", "slow-b", "slow-c"];
  for (const id of ids) {
    // Three namespaces' worth of lanes would not help either: the pool is the process's.
    await client.save({ id, http: { route: `/${id}` }, webhooks: [{ url: `${receiver.url}/${id}` }] });
  }
  await Promise.all(
    Array.from({ length: 30 }, (_, n) => client.call("GET", `/stubs/sandbox/${ids[n % ids.length] ?? ""}`)),
  );
  await receiver.waitFor(30);
  await client.awaitFinal({}, 30);
  process.stdout.write(`30 callbacks of 300 ms: at most ${receiver.connections().most} connections at once\n`);
  expect(receiver.connections().most).toBe(10);
  expect(receiver.received).toHaveLength(30);
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

test("F68: with a pool of 1, twenty callers of ten synchronous mocks in a chain are all answered; the eleventh hop is skipped", async () => {
  const product = await startProduct({ env: { WEBHOOK_POOL_SIZE: "1" } });
  const client = createRestClient(product.url);
  await saveChain(client, product.port);
  const startedAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => client.call("POST", "/stubs/sandbox/hop/1", { body: { n: 1 } })),
  );
  process.stdout.write(`20 callers, 10 hops, pool of 1: ${(performance.now() - startedAt).toFixed(0)} ms\n`);
  expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(answers.map(() => "200 1"));
  expect(answers.map(({ headers }) => headers.get("understudy-callbacks"))).toEqual(answers.map(() => null));
  for (let hop = 1; hop <= 11; hop += 1) {
    const deliveries = await client.awaitFinal({ mockId: `hop-${hop}` }, 20);
    expect(deliveries).toHaveLength(20);
    const outcomes = new Set(deliveries.map(({ state, attempts }) => `${state} ${attempts}`));
    expect([hop, ...outcomes]).toEqual([hop, hop === 11 ? "skipped 0" : "delivered 1"]);
    if (hop === 11) expect(deliveries[0]?.stateReason).toMatch(/hop 11 .*at most 10/);
  }
  expect(await client.listDeliveries({ mockId: "hop-12" })).toEqual([]);
  expect(await product.stop()).toBe(0);
});

/** Each mock calls the next one and waits for it; the twelfth must never be called. */
async function saveChain(client: RestClient, port: number): Promise<void> {
  for (let hop = 1; hop <= 12; hop += 1) {
    await client.save({
      id: `hop-${hop}`,
      http: { route: `/hop/${hop}`, httpMethod: "POST" },
      response: { payload: hop },
      webhooks: [{ url: `http://localhost:${port}/stubs/sandbox/hop/${hop + 1}`, async: false, body: "$.req" }],
    });
  }
}

test("after SYNC_WAIT_MAX the answer goes out and says so; the delivery goes on", async () => {
  const receiver = await openReceiver({ answer: () => ({ delayMs: 2_500 }) });
  const product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host, SYNC_WAIT_MAX: "1" } });
  const client = createRestClient(product.url);
  await client.save({
    id: "patient",
    http: { route: "/patient" },
    response: { payload: "answered" },
    webhooks: [
      { url: `${receiver.url}/patient`, async: false, body: "1" },
      { url: `${receiver.url}/patient`, async: false, body: "2" },
    ],
  });
  const startedAt = performance.now();
  const answer = await client.call("GET", "/stubs/sandbox/patient");
  const answerMs = performance.now() - startedAt;
  expect(answer).toMatchObject({ status: 200, text: "answered" });
  expect(answer.headers.get("understudy-callbacks")).toBe("pending");
  expect(answerMs).toBeGreaterThanOrEqual(1_000);
  expect(answerMs).toBeLessThan(2_400);
  const unfinished = await client.listDeliveries({ mockId: "patient" });
  expect(unfinished.map(({ state }) => state).sort()).toEqual(["sending", "waiting"]);
  const deliveries = await client.awaitFinal({ mockId: "patient" }, 2);
  expect(deliveries.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  expect(receiver.received.map(({ body }) => String(body))).toEqual(["1", "2"]);
  expect(await product.stop()).toBe(0);
  await receiver.close();
});
