import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Targets and their circuits, quotas and retention of a namespace, as users meet them. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver({ answer: () => "hang" });
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  receiver.release();
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

interface Target {
  target: string;
  circuit: string;
  openUntil: string | null;
  pending: number;
}

async function findTarget(): Promise<Target | undefined> {
  const { body } = await client.call("GET", "/api/v1/targets");
  return (body["targets"] as Target[]).find(({ target }) => target === receiver.host);
}

test("a target that hangs: its deliveries are parked, its circuit opens, and all can be read", async () => {
  await client.save({
    id: "hung",
    http: { route: "/hung", httpMethod: "POST" },
    webhooks: [{ url: `${receiver.url}/hung`, timeout: 2 }],
  });
  for (let call = 0; call < 12; call += 1) await client.call("POST", "/stubs/sandbox/hung", { body: {} });
  await receiver.waitFor(1);
  await expect.poll(async () => (await client.listDeliveries({ state: "parked" })).length).toBeGreaterThan(5);
  const [parked] = await client.listDeliveries({ state: "parked" });
  expect(parked).toMatchObject({ mockId: "hung", state: "parked", attempts: 0 });
  expect(await findTarget()).toMatchObject({ circuit: "closed", openUntil: null });

  await expect.poll(findTarget, { timeout: 40_000 }).toMatchObject({
    ...{ circuit: "open", openUntil: expect.any(String), openings: 1 },
    ...{ error: expect.stringMatching(/./), pending: expect.any(Number) },
  });
  // Its attempts are those of its policy, and no delivery has gone.
  expect((await client.listDeliveries({ mockId: "hung" })).length).toBe(12);
});

test("targets are a namespace's own, in pages", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "elsewhere" } });
  const own = await client.call("GET", "/api/v1/targets?namespace=elsewhere");
  expect(own).toMatchObject({ status: 200, body: { targets: [], items: [], nextCursor: null } });
  expect(await client.call("GET", "/api/v1/targets?namespace=nowhere")).toMatchObject({ status: 404 });
  expect(await client.call("GET", "/api/v1/targets?limit=0")).toMatchObject({
    ...{ status: 400, body: { code: "validation" } },
  });
  expect(await client.call("GET", "/api/v1/targets?limit=1&cursor=zzz")).toMatchObject({ body: { targets: [] } });
});

test("quotas and retention are a namespace's settings; a call beyond a quota is answered 429", async () => {
  const path = "/api/v1/namespaces/elsewhere";
  expect((await client.call("GET", path)).body).toMatchObject({
    quotas: { pendingDeliveries: 100_000, deliveriesPerMinute: null },
    retention: { days: 30, deliveries: 1_000_000 },
  });
  const bad = await client.call("PATCH", path, {
    body: { quotas: { pendingDeliveries: 0 }, retention: { days: 1.5 } },
  });
  expect(bad.status).toBe(400);
  expect((bad.body["problems"] as { path: string }[]).map((problem) => problem.path)).toEqual([
    "$.quotas.pendingDeliveries",
    "$.retention.days",
  ]);
  const changed = await client.call("PATCH", path, {
    body: { quotas: { pendingDeliveries: 2 }, retention: { deliveries: 500 } },
  });
  expect(changed).toMatchObject({
    ...{ status: 200 },
    body: {
      quotas: { pendingDeliveries: 2, deliveriesPerMinute: null },
      retention: { days: 30, deliveries: 500 },
    },
  });
  await client.save({
    ...{ id: "busy", namespace: "elsewhere", http: { route: "/busy" } },
    webhooks: [{ url: `${receiver.url}/busy`, timeout: 30 }],
  });
  for (let call = 0; call < 2; call += 1) {
    expect((await client.call("GET", "/stubs/elsewhere/busy")).status).toBe(200);
  }
  const refused = await client.call("GET", "/stubs/elsewhere/busy");
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limit" } });
  const logged = await client.call("GET", "/api/v1/requests?namespace=elsewhere&status=429");
  expect(JSON.stringify(logged.body)).toContain(refused.headers.get("x-request-id"));
  const made = await client.call("GET", "/api/v1/deliveries?namespace=elsewhere");
  expect(made.body["deliveries"]).toHaveLength(2);
});
