import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type Delivery, type RestClient } from "./rest-client.ts";

/** Many deliveries at once, and one to another target; over REST, in AUTH_MODE full. */
let product: Product;
let receiver: Receiver;
let other: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  [receiver, other] = await Promise.all([openReceiver(), openReceiver()]);
  product = await startProduct({
    env: {
      WEBHOOK_ALLOW_HOSTS: `${receiver.host},${other.host}`,
      AUTH_MODE: "full",
      FIRST_ADMIN_PASSWORD: "a good password",
    },
  });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
  });
  client = createRestClient(product.url, String(login.body["token"]));
});

test.afterEach(() => receiver.answerWith(undefined));

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await Promise.all([receiver.close(), other.close()]);
});

/** Saves a mock with one callback and calls it so often. */
async function fire(id: string, count: number, callback: object = {}): Promise<void> {
  await client.save({
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    webhooks: [{ url: `${receiver.url}/${id}`, ...callback }],
  });
  const calls = Array.from({ length: count }, () => client.call("POST", `/stubs/sandbox/${id}`, { body: {} }));
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(count).fill(200));
}

const statesOf = (deliveries: readonly Delivery[]): string[] => [...new Set(deliveries.map(({ state }) => state))];

async function change(name: "cancel" | "redeliver", body: object): Promise<Record<string, unknown>> {
  const answer = await client.call("POST", `/api/v1/deliveries/${name}`, { body });
  expect(answer.status).toBe(200);
  return answer.body;
}

test("cancels what a filter lets through: first a count, then batch after batch, and nothing else", async () => {
  await fire("many", 25, { delay: 300_000 });
  await fire("kept", 2, { delay: 300_000 });
  const filter = { mockId: "many", type: "http", target: receiver.host };
  const counted = await change("cancel", { filter, dryRun: true });
  expect(counted).toEqual({ dryRun: true, changed: 0, remaining: 25, isRemainingCut: false, nextCursor: null });
  const progress: unknown[] = [];
  let cursor: unknown;
  do {
    const batch = await change("cancel", { filter, limit: 10, ...(cursor !== undefined && { cursor }) });
    progress.push([batch["changed"], batch["remaining"]]);
    cursor = batch["nextCursor"];
  } while (cursor !== null);
  expect(progress).toEqual([
    [10, 15],
    [10, 5],
    [5, 0],
  ]);
  expect(statesOf(await client.listDeliveries({ mockId: "many" }))).toEqual(["cancelled"]);
  expect(statesOf(await client.listDeliveries({ mockId: "kept" }))).toEqual(["pending"]);
  expect(receiver.at("/many")).toEqual([]);
});

test("redelivers what failed, once each: same ids, same bytes", async () => {
  receiver.answerWith(() => ({ status: 500 }));
  await fire("again", 12, { body: { id: "$.fake.UUID" } });
  await client.awaitFinal({ mockId: "again" }, 12);
  receiver.answerWith(undefined);
  const filter = { mockId: "again", state: "failed" };
  expect(await change("redeliver", { filter })).toMatchObject({ changed: 12, remaining: 0, nextCursor: null });
  const redelivered = await client.awaitFinal({ mockId: "again" }, 12);
  expect(statesOf(redelivered)).toEqual(["delivered"]);
  const received = receiver.at("/again").map(({ webhookId, body }) => `${webhookId} ${String(body)}`);
  expect(received).toHaveLength(24);
  expect(new Set(received).size).toBe(12);
});

test("a synchronous call that waits is answered when its delivery is cancelled with others", async () => {
  const calling = fire("waited", 2, { async: false, delay: 60_000 });
  await expect.poll(async () => (await client.listDeliveries({ mockId: "waited" })).length).toBe(2);
  await change("cancel", { filter: { mockId: "waited" } });
  await calling;
});

test("a filter that is missing, misspelt or wrong changes nothing and is named with its path", async () => {
  await fire("spared", 1, { delay: 300_000 });
  const problemsOf = async (body: object): Promise<string[]> => {
    const answer = await client.call("POST", "/api/v1/deliveries/cancel", { body });
    expect(answer.status).toBe(400);
    return (answer.body["problems"] as { path: string; message: string }[]).map(
      ({ path, message }) => `${path} ${message}`,
    );
  };
  expect(await problemsOf({})).toEqual([expect.stringContaining("$.filter ")]);
  expect(await problemsOf({ filter: { mockID: "other" } })).toEqual([expect.stringMatching(/^\$\.filter .*mockID/)]);
  expect(await problemsOf({ filter: { state: "done" } })).toEqual([
    expect.stringMatching(/^\$\.filter\.state must be one of/),
  ]);
  expect(await problemsOf({ filter: {}, limit: 1001 })).toEqual(["$.limit must be 1 to 1000"]);
  expect(await problemsOf({ filter: {}, cursor: "x" })).toEqual([
    expect.stringContaining("$.cursor must be the nextCursor"),
  ]);
  const unknown = await client.call("POST", "/api/v1/deliveries/cancel", {
    body: { namespace: "nowhere", filter: {} },
  });
  expect(unknown).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(
    await createRestClient(product.url).call("POST", "/api/v1/deliveries/cancel", { body: { filter: {} } }),
  ).toMatchObject({
    status: 401,
  });
  expect(statesOf(await client.listDeliveries({ mockId: "spared" }))).toEqual(["pending"]);
});

test("a token without the right may not", async () => {
  const made = await client.call("POST", "/api/v1/auth/tokens", {
    body: { name: "reader", namespace: "sandbox", allowed_actions: ["delivery.read"] },
  });
  const reader = createRestClient(product.url, String(made.body["token"]));
  for (const name of ["cancel", "redeliver"]) {
    const answer = await reader.call("POST", `/api/v1/deliveries/${name}`, { body: { filter: {}, dryRun: true } });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  }
});

test("to another target goes a delivery of its own, without the secrets of the old one", async () => {
  receiver.answerWith(() => ({ status: 500 }));
  await fire("moved", 1, {
    url: `${receiver.url}/moved?key=planted-secret`,
    method: "PUT",
    headers: { Authorization: "Bearer planted-secret", "X-Own": "planted-secret", "X-Open": "seen" },
    secretHeaders: ["X-Own"],
    body: { id: "$.fake.UUID" },
  });
  const [old] = await client.awaitFinal({ mockId: "moved" });
  const path = `/api/v1/deliveries/${String(old?.id)}/redeliver`;
  const answer = await client.call("POST", path, { body: { url: `${other.url}/new` } });
  expect(answer.status).toBe(200);
  const made = answer.body as unknown as Delivery;
  expect(made).toMatchObject({ redeliveryOf: old?.id, destination: `${other.url}/new`, requestId: old?.requestId });
  const [received] = await other.waitFor(1, { path: "/new" });
  expect(received).toMatchObject({ method: "PUT", webhookId: made.id, headers: { "x-open": "seen" } });
  expect(received?.body).toEqual(receiver.at("/moved")[0]?.body);
  expect(JSON.stringify([received?.headers, received?.path])).not.toContain("planted-secret");
  const both = await client.awaitFinal({ mockId: "moved" }, 2);
  expect(both.map(({ id, state }) => [id, state])).toEqual([
    [old?.id, "failed"],
    [made.id, "delivered"],
  ]);
  for (const [body, problem] of [
    [{ URL: `${other.url}/new` }, "$"],
    [{ url: "nowhere" }, "$.url"],
    [{ kafkaBrokers: "kafka:9092" }, "$.kafkaBrokers"],
  ] as const) {
    const refused = await client.call("POST", path, { body });
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ path: problem }] } });
  }
  expect(await client.listDeliveries({ mockId: "moved" })).toHaveLength(2);
});
