import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { createTopic, readMessages } from "../test/brokers/kafka-client.ts";
import { kafkaUser, startKafka, type TestKafka } from "../test/brokers/kafka.ts";
import { type BrokerInstallation, openBrokerInstallation, testSurvival } from "./broker-survival.ts";
import { readLog } from "./log-lines.ts";
import { inOrder } from "./rest-client.ts";

/** Kafka callbacks, against a real Kafka. */
let kafka: TestKafka;
let installation: BrokerInstallation;

test.beforeAll(async () => {
  kafka = await startKafka();
  installation = await openBrokerInstallation(
    ...[kafka.addresses.plaintext, kafka.addresses.saslPlaintext].filter((address) => address !== ""),
  );
});
test.afterAll(async () => {
  await kafka.end();
  await installation.end();
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("the seed's example 2, verbatim: an order that is created becomes an event", async () => {
  const { client, product } = installation;
  const { plaintext } = kafka.addresses;
  await createTopic(plaintext, "orders.events");
  const mock = `{
    "id": "order-with-kafka-event",
    "http": {
      "route": "/api/orders",
      "httpMethod": "POST"
    },
    "response": {
      "statusCode": 201,
      "payload": {
        "orderId": "$.fake.UUID",
        "status": "created"
      }
    },
    "webhooks": [
      {
        "type": "kafka",
        "kafkaBrokers": "kafka:9092",
        "kafkaTopic": "orders.events",
        "kafkaKey": "$.req.customerId",
        "headers": {
          "event-type": "order.created",
          "source": "order-service"
        },
        "body": {
          "orderId": "$.fake.UUID",
          "customerId": "$.req.customerId",
          "items": "$.req.items",
          "total": "$.req.total",
          "createdAt": "$.fake.Date"
        },
        "trigger": "on_success"
      }
    ]
  }`;
  const saved = await client.call("POST", "/api/v1/mocks", { body: mock.replace("kafka:9092", plaintext) });
  expect(saved).toMatchObject({ status: 200, body: { success: true, warnings: [] } });
  const order = { customerId: "customer-7", items: [{ sku: "a", quantity: 2 }], total: 19.9 };
  const answer = await client.call("POST", "/stubs/sandbox/api/orders", { body: order });
  expect(answer).toMatchObject({ status: 201, body: { status: "created" } });

  const [delivery] = await client.awaitFinal({ mockId: "order-with-kafka-event" });
  expect(delivery).toMatchObject({
    ...{ state: "delivered", attempts: 1, attemptsMax: 1, destination: `kafka://${plaintext}/orders.events` },
    callback: { type: "kafka" },
    message: { type: "kafka", brokers: [plaintext], topic: "orders.events", key: "customer-7" },
  });
  const [event, ...others] = await readMessages(plaintext, "orders.events");
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    key: "customer-7",
    headers: { "event-type": "order.created", source: "order-service", "webhook-id": delivery?.id },
  });
  const value = JSON.parse(String(event?.value)) as object;
  expect(Object.keys(value)).toEqual(["orderId", "customerId", "items", "total", "createdAt"]);
  expect(value).toMatchObject({ ...order, orderId: expect.stringMatching(uuid) });
  const lines = await readLog(product, (line) => line.deliveryId === delivery?.id);
  expect(lines).toMatchObject([{ msg: "Callback executed successfully", callbackType: "kafka", attempt: 1 }]);
});

test("a login, a templated topic, and what the API shows of them", async () => {
  const { client } = installation;
  const { plaintext, saslPlaintext, isGiven } = kafka.addresses;
  test.skip(isGiven, "the broker that is given may know no login");
  const topic = await createTopic(plaintext);
  const webhook = {
    ...{ type: "kafka", kafkaBrokers: saslPlaintext, kafkaTopic: "topic-$.req.topic", kafkaUseSASL: true },
    ...{ kafkaSaslMechanism: "scram-sha-256", kafkaUsername: kafkaUser.username, kafkaPassword: kafkaUser.password },
    ...{ headers: { Authorization: "Bearer secret", a: "b" }, body: "text", async: false },
  };
  const id = "with-login";
  const saved = await client.save({ id, http: { route: "/login", httpMethod: "POST" }, webhooks: [webhook] });
  expect(saved.text).not.toContain(kafkaUser.password);
  await client.call("POST", "/stubs/sandbox/login", { body: { topic: topic.replace("topic-", "") } });
  const [delivery] = await client.listDeliveries({ mockId: id });
  expect(delivery).toMatchObject({
    ...{ state: "delivered", message: { topic, key: null, body: { content: "text" } } },
  });
  expect(delivery?.message?.headers).toEqual([
    ["Authorization", "••••••"],
    ["a", "b"],
  ]);
  expect(JSON.stringify(delivery)).not.toContain("secret");
  expect(await readMessages(plaintext, topic)).toMatchObject([{ headers: { Authorization: "Bearer secret", a: "b" } }]);
  // The list can be narrowed to where it went.
  const target = String(delivery?.destination);
  expect(await client.listDeliveries({ target })).toMatchObject([{ id: delivery?.id }]);
});

test("what can't be delivered fails in words, and what the guard blocks is not tried again", async () => {
  const { client, product } = installation;
  const { plaintext } = kafka.addresses;
  const kafkaTopic = `not-there-${randomUUID()}`;
  const webhooks = [
    { type: "kafka", kafkaBrokers: plaintext, kafkaTopic, retryCount: 1, async: false },
    { type: "kafka", kafkaBrokers: "10.0.0.1:9092", kafkaTopic, retryCount: 1, async: false },
  ];
  await client.save({ id: "failing", http: { route: "/failing", httpMethod: "POST" }, webhooks });
  await client.call("POST", "/stubs/sandbox/failing", { body: {} });
  const [unknown, blocked] = inOrder(await client.awaitFinal({ mockId: "failing" }, 2));
  expect([unknown, blocked]).toMatchObject([
    { state: "failed", stateReason: "route", attempts: 2 },
    { state: "failed", stateReason: "guard", attempts: 1 },
  ]);
  const { attempts } = await client.getDelivery(String(unknown?.id));
  expect(attempts[0]?.error).toBe(`The broker has no topic "${kafkaTopic}", and none is made for it.`);
  const lines = await readLog(product, (line) => line.deliveryId === unknown?.id);
  expect(lines.map(({ msg, callbackType }) => `${String(callbackType)}: ${msg}`)).toEqual([
    "kafka: Callback attempt failed",
    "kafka: Callback attempt failed",
    "kafka: Callback failed after all retries",
  ]);
});

testSurvival(() => ({
  installation,
  broker: kafka,
  async createPlace() {
    const { plaintext } = kafka.addresses;
    const topic = await createTopic(plaintext);
    return {
      webhook: { type: "kafka", kafkaBrokers: plaintext, kafkaTopic: topic, kafkaKey: "$.req.call" },
      async read() {
        const messages = await readMessages(plaintext, topic);
        return messages.map(({ value, headers }) => {
          return { webhookId: String(headers["webhook-id"]), body: value ?? Buffer.from("") };
        });
      },
    };
  },
}));
