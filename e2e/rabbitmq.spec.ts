import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { makeQueue, takeMessages } from "../test/brokers/rabbitmq-client.ts";
import { startRabbitMq, type TestRabbitMq } from "../test/brokers/rabbitmq.ts";
import { type BrokerInstallation, openBrokerInstallation, testSurvival } from "./broker-survival.ts";
import type { Arrived } from "./crash-calls.ts";
import { readLog } from "./log-lines.ts";
import { inOrder } from "./rest-client.ts";

/** RabbitMQ callbacks, against a real RabbitMQ. */
let rabbitMq: TestRabbitMq;
let installation: BrokerInstallation;

test.beforeAll(async () => {
  rabbitMq = await startRabbitMq();
  installation = await openBrokerInstallation(rabbitMq.addresses.amqp);
});
test.afterAll(async () => {
  await rabbitMq.end();
  await installation.end();
});

test("the seed's direct queue, verbatim: a notification is queued", async () => {
  const { client, product } = installation;
  const { amqp, url } = rabbitMq.addresses;
  await makeQueue(url, "notifications");
  const mock = `{
    "id": "notification-rabbitmq",
    "http": {
      "route": "/api/notifications/send",
      "httpMethod": "POST"
    },
    "response": {
      "statusCode": 200,
      "payload": {"status": "queued"}
    },
    "webhooks": [
      {
        "type": "rabbitmq",
        "rabbitURL": "amqp://guest:guest@localhost:5672/",
        "rabbitQueue": "notifications",
        "body": {
          "type": "email",
          "to": "$.req.email",
          "subject": "Your order has been placed"
        },
        "trigger": "on_success"
      }
    ]
  }`;
  const saved = await client.call("POST", "/api/v1/mocks", {
    body: mock.replace("amqp://guest:guest@localhost:5672/", url),
  });
  expect(saved).toMatchObject({ status: 200, body: { success: true, warnings: [] } });
  const shown = await client.call("GET", "/api/v1/mocks/notification-rabbitmq");
  expect(shown.body["webhooks"]).toMatchObject([{ rabbitURL: url.replace(/:[^:@]*@/, ":••••••@") }]);
  const answer = await client.call("POST", "/stubs/sandbox/api/notifications/send", { body: { email: "a@b.example" } });
  expect(answer).toMatchObject({ status: 200, text: '{"status":"queued"}' });

  const [delivery] = await client.awaitFinal({ mockId: "notification-rabbitmq" });
  expect(delivery).toMatchObject({
    ...{ state: "delivered", attempts: 1, destination: `amqp://${amqp}/?routingKey=notifications` },
    message: { type: "rabbitmq", exchange: "", routingKey: "notifications", contentType: "application/json" },
  });
  const [message, ...others] = await takeMessages(url, "notifications");
  expect(others).toEqual([]);
  expect(String(message?.content)).toBe('{"type":"email","to":"a@b.example","subject":"Your order has been placed"}');
  expect(message?.properties).toMatchObject({
    ...{ contentType: "application/json", messageId: delivery?.id, deliveryMode: 2 },
  });
  const lines = await readLog(product, (line) => line.deliveryId === delivery?.id);
  expect(lines).toMatchObject([{ msg: "Callback executed successfully", callbackType: "rabbitmq", attempt: 1 }]);
});

test("an exchange with a templated key, and one that is not there", async () => {
  const { client } = installation;
  const { url } = rabbitMq.addresses;
  const exchange = await makeQueue(url, `queue-${randomUUID()}`);
  const callback = { type: "rabbitmq", rabbitURL: url, async: false };
  const webhooks = [
    { ...callback, rabbitExchange: exchange, rabbitRoutingKey: "a.$.req.key", rabbitMandatory: true },
    { ...callback, rabbitExchange: "nowhere", rabbitRoutingKey: "a" },
  ];
  await client.save({ id: "exchange", http: { route: "/exchange", httpMethod: "POST" }, webhooks });
  await client.call("POST", "/stubs/sandbox/exchange", { body: { key: "b" } });
  const [routed, refused] = inOrder(await client.awaitFinal({ mockId: "exchange" }, 2));
  expect([routed, refused]).toMatchObject([{ state: "delivered" }, { state: "failed", stateReason: "route" }]);
  const { attempts } = await client.getDelivery(String(refused?.id));
  expect(attempts[0]?.error).toBe("The broker refused it (NOT_FOUND - no exchange 'nowhere' in vhost '/').");
  expect((await takeMessages(url, exchange)).map(({ fields }) => fields.routingKey)).toEqual(["a.b"]);
});

testSurvival(() => ({
  installation,
  broker: rabbitMq,
  async createPlace() {
    const { url } = rabbitMq.addresses;
    const queue = await makeQueue(url, `queue-${randomUUID()}`);
    const taken: Arrived[] = [];
    return {
      webhook: { type: "rabbitmq", rabbitURL: url, rabbitQueue: queue },
      async read() {
        for (const { content, properties } of await takeMessages(url, queue)) {
          taken.push({ webhookId: String(properties.messageId), body: content });
        }
        return taken;
      },
    };
  },
}));
