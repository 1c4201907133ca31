import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Signed callbacks, judged by what receivers use: their providers' libraries, over the bytes that arrive. */
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

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const previousSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const body = { event: "payment.succeeded", amount: "$.req.amount", note: "Grüße" };

/** Saves a mock with one callback to the receiver, calls it once, and waits for the end. */
async function fire(id: string, callback: object): Promise<ReceivedCallback[]> {
  const webhooks = [{ url: `${receiver.url}/${id}`, body, ...callback }];
  const saved = await client.save({ id, http: { route: `/${id}`, httpMethod: "POST" }, webhooks });
  expect(saved.body["warnings"]).toEqual([]);
  await client.call("POST", `/stubs/sandbox/${id}`, { body: { amount: 2500 } });
  await client.awaitFinal({ mockId: id });
  return receiver.at(`/${id}`);
}

const headersOf = ({ headers }: ReceivedCallback): Record<string, string> => headers as Record<string, string>;
const refuses = (verify: () => unknown): boolean => {
  try {
    verify();
    return false;
  } catch {
    return true;
  }
};

test("Standard Webhooks: what arrives verifies, and each retry of the same message has its own time", async () => {
  receiver.answerWith((_callback, nth) => ({ status: nth === 0 ? 500 : 200 }));
  const sign = { scheme: "standard-webhooks", secret, previousSecret };
  const [first, second, ...others] = await fire("standard", { sign, retryCount: 3, retryDelay: 2 });
  expect(others).toEqual([]);
  if (first === undefined || second === undefined) throw new Error("two attempts were expected");
  for (const { body: bytes, headers } of [first, second]) {
    const sent = headers as Record<string, string>;
    expect(new Webhook(secret).verify(bytes, sent)).toEqual({ ...body, amount: 2500 });
    expect(new Webhook(previousSecret).verify(bytes, sent)).toBeTruthy();
    expect(refuses(() => new Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").verify(bytes, sent))).toBe(true);
    expect(refuses(() => new Webhook(secret).verify(String(bytes).replace("2500", "1"), sent))).toBe(true);
  }
  expect(second.body.equals(first.body)).toBe(true);
  expect(second.webhookId).toBe(first.webhookId);
  const timeOf = (callback: ReceivedCallback): number => Number(headersOf(callback)["webhook-timestamp"]);
  expect(timeOf(second) - timeOf(first)).toBeGreaterThanOrEqual(2);
  expect(headersOf(second)["webhook-signature"]).not.toBe(headersOf(first)["webhook-signature"]);
});

test("Stripe: what arrives verifies; corrupt, the same is refused", async () => {
  const stripe = new Stripe("sk_test_1");
  const verify = ({ body: bytes, headers }: ReceivedCallback): unknown =>
    stripe.webhooks.constructEvent(bytes, String(headers["stripe-signature"]), "whsec_stripe");
  const sign = { scheme: "stripe", secret: "whsec_stripe" };
  const [right] = await fire("stripe", { sign });
  const [wrong] = await fire("stripe-corrupt", { sign: { ...sign, corrupt: true } });
  if (right === undefined || wrong === undefined) throw new Error("both were expected");
  expect(verify(right)).toMatchObject({ event: "payment.succeeded" });
  expect(wrong.headers["stripe-signature"]).toMatch(/^t=\d{10},v1=[0-9a-f]{64}$/);
  expect(() => verify(wrong)).toThrow(/No signatures found matching the expected signature/);
});

test("a signature of one's own, over a message without a body too", async () => {
  const sign = {
    ...{ scheme: "custom-hmac", secret: "shared", header: "X-Acme-Signature", prefix: "v1=", encoding: "base64" },
    ...{ content: "{method} {path} {timestamp} {body}", timestampHeader: "X-Acme-Time" },
  };
  for (const callback of [{}, { method: "GET", body: null }]) {
    const id = `custom-${Object.keys(callback).length}`;
    const [sent] = await fire(id, { sign, ...callback });
    const time = String(sent?.headers["x-acme-time"]);
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(30);
    const content = `${sent?.method} /${id} ${time} ${String(sent?.body)}`;
    const expected = createHmac("sha256", "shared").update(content).digest("base64");
    expect(sent?.headers["x-acme-signature"]).toBe(`v1=${expected}`);
  }
});

test("secrets are never shown, and what is shown can be saved again; bad ones are refused with their path", async () => {
  const sign = { scheme: "standard-webhooks", secret, previousSecret };
  await fire("secret", { sign });
  const shown = await client.call("GET", "/api/v1/mocks/secret");
  expect(shown.body["webhooks"]).toMatchObject([{ sign: { ...sign, secret: "••••••", previousSecret: "••••••" } }]);
  await client.save(shown.body);
  await client.call("POST", "/stubs/sandbox/secret", { body: { amount: 1 } });
  const [, delivery] = await client.awaitFinal({ mockId: "secret" }, 2);
  const [, sent] = receiver.at("/secret");
  expect(new Webhook(secret).verify(sent?.body ?? "", headersOf(sent as ReceivedCallback))).toMatchObject({
    amount: 1,
  });
  expect(delivery?.message).toMatchObject({
    signature: { scheme: "standard-webhooks", headers: ["webhook-timestamp", "webhook-signature"], isCorrupt: false },
  });
  for (const text of [shown.text, JSON.stringify(await client.getDelivery(String(delivery?.id))), product.output()]) {
    expect(text).not.toContain(secret.slice(6));
    expect(text).not.toContain(previousSecret.slice(6));
  }

  const webhook = { type: "kafka", kafkaBrokers: "k:9092", kafkaTopic: "t", sign };
  const other = { url: `${receiver.url}/x`, headers: { "Webhook-Signature": "v1,mine" } };
  const refused = await client.call("POST", "/api/v1/mocks", {
    body: {
      ...{ id: "refused", http: { route: "/refused" } },
      webhooks: [webhook, { ...other, sign: { scheme: "acme", secret } }],
    },
  });
  expect(refused).toMatchObject({
    status: 400,
    body: {
      problems: [
        { path: "$.webhooks[0].sign", message: "is for HTTP callbacks: a kafka message carries no signature" },
        {
          path: "$.webhooks[1].sign.scheme",
          message: "must be one of standard-webhooks, stripe, github, slack, shopify, custom-hmac",
        },
      ],
    },
  });
  const warned = await client.save({ id: "warned", http: { route: "/warned" }, webhooks: [{ ...other, sign }] });
  expect(warned.body["warnings"]).toEqual([
    {
      path: "$.webhooks[0].headers.Webhook-Signature",
      message: "is not sent: the signature (standard-webhooks) sets this header",
    },
  ]);
});
