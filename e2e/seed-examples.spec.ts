import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** The seed's examples 1, 3 and 4, verbatim but for host names: what their authors pasted must work. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

/** As the seed's curl lines do: text, with its host names exchanged. */
async function paste(json: string, installation = { product, client }): Promise<void> {
  const text = json
    .replace("http://my-app:3000", receiver.url)
    .replace("http://alerting-system:8080", receiver.url)
    .replace("http://localhost:5770", `http://localhost:${installation.product.port}`);
  const saved = await installation.client.call("POST", "/api/v1/mocks", { body: text });
  expect(saved).toMatchObject({ status: 200, body: { success: true, warnings: [] } });
}

test("1: a payment mock answers, and fires a Stripe webhook with data of the request", async () => {
  await paste(`{
    "id": "stripe-payment",
    "http": {
      "route": "/api/payments/intents",
      "httpMethod": "POST"
    },
    "response": {
      "statusCode": 200,
      "payload": {
        "id": "pi_$.fake.UUID",
        "status": "succeeded",
        "amount": "$.req.amount"
      }
    },
    "webhooks": [
      {
        "url": "http://my-app:3000/webhooks/stripe",
        "method": "POST",
        "headers": {
          "Stripe-Signature": "t=$.fake.UnixTime,v1=test_signature",
          "Content-Type": "application/json"
        },
        "body": {
          "id": "evt_$.fake.UUID",
          "type": "payment_intent.succeeded",
          "data": {
            "object": {
              "id": "pi_$.fake.UUID",
              "amount": "$.req.amount",
              "currency": "$.req.currency",
              "status": "succeeded"
            }
          }
        },
        "trigger": "on_success",
        "retryCount": 3,
        "retryDelay": 5,
        "timeout": 15
      }
    ]
  }`);
  const answer = await client.call("POST", "/stubs/sandbox/api/payments/intents", {
    body: { amount: 2500, currency: "usd" },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ id: expect.stringMatching(uuid), status: "succeeded", amount: 2500 });
  expect(answer.text).toMatch(new RegExp(`^\\{"id":"pi_${uuid.source}","status":"succeeded","amount":2500\\}$`));

  const [webhook] = await receiver.waitFor(1, { path: "/webhooks/stripe" });
  expect(webhook).toMatchObject({ method: "POST", headers: { "content-type": "application/json" } });
  const signature = /^t=(\d{10}),v1=test_signature$/.exec(String(webhook?.headers["stripe-signature"]));
  expect(Math.abs(Number(signature?.[1]) - Date.now() / 1000)).toBeLessThan(30);
  const event = JSON.parse(String(webhook?.body)) as { id: string; data: { object: { id: string } } };
  expect(event).toEqual({
    id: expect.stringMatching(new RegExp(`^evt_${uuid.source}$`)),
    type: "payment_intent.succeeded",
    data: {
      object: {
        id: expect.stringMatching(new RegExp(`^pi_${uuid.source}$`)),
        amount: 2500,
        currency: "usd",
        status: "succeeded",
      },
    },
  });
  // Each occurrence of a faker is a value of its own.
  expect(event.data.object.id).not.toBe(answer.body["id"]);
  expect(event.data.object.id.slice(3)).not.toBe(event.id.slice(4));
  const [delivery] = await client.awaitFinal({ mockId: "stripe-payment" });
  expect(delivery).toMatchObject({ state: "delivered", attempts: 1, attemptsMax: 4 });
});

test("3: a chain to another mock of this installation works with the guard on and nothing allowed, before the answer is out", async () => {
  const guarded = await startProduct();
  const guardedClient = createRestClient(guarded.url);
  const installation = { product: guarded, client: guardedClient };
  await paste(
    `{
    "id": "notification-receiver",
    "http": {
      "route": "/internal/notifications",
      "httpMethod": "POST"
    },
    "response": {
      "statusCode": 200,
      "payload": {"notified": true}
    },
    "extract": {
      "gStore": {
        "lastNotifiedOrder": "$.req.orderId"
      }
    }
  }`,
    installation,
  );
  await paste(
    `{
    "id": "payment-with-chain",
    "http": {
      "route": "/api/pay",
      "httpMethod": "POST"
    },
    "response": {
      "statusCode": 200,
      "payload": {
        "paid": true,
        "orderId": "$.req.orderId"
      }
    },
    "webhooks": [
      {
        "url": "http://localhost:5770/stubs/sandbox/internal/notifications",
        "method": "POST",
        "body": {
          "orderId": "$.req.orderId",
          "event": "payment.completed",
          "amount": "$.req.amount"
        },
        "async": false,
        "trigger": "on_success"
      }
    ]
  }`,
    installation,
  );
  const answer = await guardedClient.call("POST", "/stubs/sandbox/api/pay", {
    body: { orderId: "ORD-1", amount: 99.5 },
  });
  // Synchronous: the store has it as soon as the answer is here.
  const store = await guardedClient.call("GET", "/api/v1/stores/global");
  expect(answer).toMatchObject({ status: 200, text: '{"paid":true,"orderId":"ORD-1"}' });
  expect(answer.headers.get("understudy-callbacks")).toBeNull();
  expect(store.body).toEqual({ lastNotifiedOrder: "ORD-1" });
  const [delivery] = await guardedClient.listDeliveries({ mockId: "payment-with-chain" });
  expect(delivery).toMatchObject({
    state: "delivered",
    requestId: answer.headers.get("x-request-id"),
    destination: `http://localhost:${guarded.port}/stubs/sandbox/internal/notifications`,
  });
  const { attempts } = await guardedClient.getDelivery(String(delivery?.id));
  expect(attempts).toMatchObject([
    { number: 1, outcome: "delivered", statusCode: 200, responseBody: { content: '{"notified":true}' } },
  ]);
  expect(await guarded.stop()).toBe(0);
});

test("4: a failing mock raises an alert, by POST as no method is given", async () => {
  await paste(`{
    "id": "flaky-service",
    "http": {
      "route": "/api/fragile",
      "httpMethod": "GET"
    },
    "response": {
      "statusCode": 503,
      "payload": {"error": "service unavailable"}
    },
    "webhooks": [
      {
        "url": "http://alerting-system:8080/alerts",
        "body": {
          "alert": "fragile-service-mock returned error",
          "statusCode": 503
        },
        "trigger": "on_error"
      }
    ]
  }`);
  const answer = await client.call("GET", "/stubs/sandbox/api/fragile");
  expect(answer).toMatchObject({ status: 503, text: '{"error":"service unavailable"}' });
  const [alert] = await receiver.waitFor(1, { path: "/alerts" });
  expect(alert).toMatchObject({ method: "POST", headers: { "content-type": "application/json" } });
  expect(String(alert?.body)).toBe('{"alert":"fragile-service-mock returned error","statusCode":503}');
});
