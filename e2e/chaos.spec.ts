import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { createRestClient, type Delivery, type RestClient } from "./rest-client.ts";

/** Chaos that a run repeats: what the receiver of callbacks has to put up with. */
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

type Effect = { kind: string; heldBackMs?: number; of?: string } & Record<string, unknown>;

const effectsOf = (delivery: Delivery): Effect[] =>
  (delivery.message as unknown as { chaos: Effect[] } | null)?.chaos ?? [];

const calls = 12;
const body = { event: "order.created", order: "$.req.order" };

/** Saves the mock anew, calls it so often, one call after the other, and waits until all is over. */
async function run(id: string, chaos: object): Promise<{ deliveries: Delivery[]; received: ReceivedCallback[] }> {
  const webhooks = [{ url: `${receiver.url}/${id}`, body, chaos }];
  const saved = await client.save({ id, http: { route: `/${id}`, httpMethod: "POST" }, webhooks });
  expect(saved.body["warnings"]).toEqual([]);
  const before = receiver.at(`/${id}`).length;
  const requestIds: string[] = [];
  for (let order = 1; order <= calls; order++) {
    const answer = await client.call("POST", `/stubs/sandbox/${id}`, { body: { order } });
    requestIds.push(String(answer.headers.get("x-request-id")));
  }
  const all = await client.awaitFinal({ mockId: id }, calls);
  const deliveries = all.filter(({ requestId }) => requestIds.includes(requestId));
  return { deliveries, received: receiver.at(`/${id}`).slice(before) };
}

/** What befell each order and what arrived of it, without ids and times. */
function outline({ deliveries, received }: Awaited<ReturnType<typeof run>>) {
  const decided = deliveries.map(({ state, message, ...delivery }) => ({
    state,
    body: message?.body?.content,
    effects: effectsOf({ state, message, ...delivery }).map(({ of, ...effect }) => ({ ...effect, isOfAnother: !!of })),
  }));
  const arrived = received.map(({ body: bytes, headers }) => `${String(headers["content-type"])} ${String(bytes)}`);
  return { decided, arrived: arrived.sort() };
}

test("a run repeats: the same seed and the same calls are dropped, doubled, held back and broken alike", async () => {
  const probability = 0.4;
  const chaos = {
    ...{ seed: "regression 17", drop: { probability: 0.2 }, duplicate: { probability, copies: 2 } },
    ...{ reorder: { probability, windowMs: 400 }, late: { probability, ms: 300 } },
    ...{ truncate: { probability }, wrongContentType: { probability } },
  };
  const first = await run("repeats", chaos);
  const second = await run("repeats", chaos);
  expect(outline(second)).toEqual(outline(first));
  const kinds = new Set(first.deliveries.flatMap((delivery) => effectsOf(delivery).map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(["copy", "drop", "duplicate", "late", "reorder", "truncate", "wrongContentType"]);
  const other = await run("repeats", { ...chaos, seed: "regression 18" });
  expect(outline(other)).not.toEqual(outline(first));

  // What is shown is what arrived.
  const { deliveries, received } = first;
  const sent = deliveries.filter(({ state }) => state === "delivered");
  expect(received).toHaveLength(sent.length);
  expect(received.map(({ body: bytes }) => String(bytes)).sort()).toEqual(
    sent.map(({ message }) => message?.body?.content ?? "").sort(),
  );
  for (const delivery of deliveries) {
    const effects = effectsOf(delivery);
    const isDropped = effects.some(({ kind }) => kind === "drop");
    expect(delivery).toMatchObject(
      isDropped
        ? { state: "skipped", stateReason: "chaos dropped it", attempts: 0 }
        : { state: "delivered", attempts: 1 },
    );
    const { attempts } = await client.getDelivery(delivery.id);
    const heldBackMs = effects.reduce((sum, effect) => sum + (effect.heldBackMs ?? 0), 0);
    const [attempt] = attempts;
    if (attempt === undefined) continue;
    const waitedMs = Date.parse(attempt.startedAt) - Date.parse(delivery.createdAt);
    expect(waitedMs).toBeGreaterThanOrEqual(heldBackMs - 2);
  }
});

test("duplicates arrive with one webhook-id, each a delivery that can be looked at", async () => {
  const { deliveries, received } = await run("doubled", { seed: 1, duplicate: { probability: 1, copies: 2 } });
  expect(deliveries).toHaveLength(3 * calls);
  const copies = deliveries.filter((delivery) => effectsOf(delivery).some(({ kind }) => kind === "copy"));
  expect(copies).toHaveLength(2 * calls);
  const byId = Map.groupBy(received, ({ webhookId }) => webhookId);
  expect(byId.size).toBe(calls);
  for (const [id, arrivals] of byId) {
    expect(arrivals).toHaveLength(3);
    expect(new Set(arrivals.map(({ body: bytes }) => String(bytes))).size).toBe(1);
    expect(copies.filter((delivery) => effectsOf(delivery)[0]?.of === id)).toHaveLength(2);
  }
});

test("what is held back is overtaken, and nothing is lost", async () => {
  const orders = ({ received }: Awaited<ReturnType<typeof run>>): number[] =>
    received.map(({ body: bytes }) => (JSON.parse(String(bytes)) as { order: number }).order);
  const inOrder = Array.from({ length: calls }, (_, index) => index + 1);
  const windowMs = 1_500;
  const shuffled = orders(await run("shuffled", { seed: 5, reorder: { probability: 0.5, windowMs } }));
  expect(shuffled).not.toEqual(inOrder);
  expect(shuffled.toSorted((left, right) => left - right)).toEqual(inOrder);
});
