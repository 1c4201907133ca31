import { expect, test } from "@playwright/test";
import { createTopic, readMessages } from "../test/brokers/kafka-client.ts";
import { startKafka, type TestKafka } from "../test/brokers/kafka.ts";
import { makeQueue, takeMessages } from "../test/brokers/rabbitmq-client.ts";
import { startRabbitMq, type TestRabbitMq } from "../test/brokers/rabbitmq.ts";
import { type BrokerInstallation, openBrokerInstallation } from "./broker-survival.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

let kafka: TestKafka;
let rabbitMq: TestRabbitMq;
let receiver: Receiver;
let installation: BrokerInstallation;

test.beforeAll(async () => {
  [kafka, rabbitMq, receiver] = await Promise.all([startKafka(), startRabbitMq(), openReceiver()]);
  installation = await openBrokerInstallation(...[kafka.addresses.plaintext, rabbitMq.addresses.amqp, receiver.host]);
});
test.afterAll(async () => {
  await Promise.all([kafka.end(), rabbitMq.end(), receiver.close()]);
  await installation.end();
});

/** The seed gives the callbacks only; they are verbatim but for the host names. */
const webhooks = `[
    {
      "type": "http",
      "url": "http://audit.internal/log",
      "body": {"event": "order.created"},
      "trigger": "always"
    },
    {
      "type": "kafka",
      "kafkaBrokers": "kafka:9092",
      "kafkaTopic": "orders.events",
      "body": {"event": "order.created"},
      "trigger": "on_success"
    },
    {
      "type": "rabbitmq",
      "rabbitURL": "amqp://guest:guest@rabbitmq:5672/",
      "rabbitQueue": "notifications",
      "body": {"notify": true},
      "trigger": "on_success"
    }
  ]`;

test("the seed's example 5: three callbacks of three types, each by its trigger", async () => {
  const { client } = installation;
  const { plaintext } = kafka.addresses;
  const { amqp } = rabbitMq.addresses;
  await createTopic(plaintext, "orders.events");
  await makeQueue(amqp, "notifications");
  const callbacks = webhooks
    .replace("http://audit.internal", receiver.url)
    .replace("kafka:9092", plaintext)
    .replace("rabbitmq:5672", amqp);
  for (const [id, statusCode] of Object.entries({ created: 201, failed: 500 })) {
    const body = `{ "id": "${id}", "http": { "route": "/${id}", "httpMethod": "POST" },
      "response": { "statusCode": ${statusCode} }, "webhooks": ${callbacks} }`;
    expect(await client.call("POST", "/api/v1/mocks", { body })).toMatchObject({ status: 200, body: { warnings: [] } });
    await client.call("POST", `/stubs/sandbox/${id}`, { body: {} });
  }
  const created = await client.awaitFinal({ mockId: "created" }, 3);
  expect(created.map(({ callback, state }) => `${callback.type} ${state}`).sort()).toEqual([
    "http delivered",
    "kafka delivered",
    "rabbitmq delivered",
  ]);
  // An error fires the one that always does, and no other.
  expect(await client.awaitFinal({ mockId: "failed" })).toMatchObject([
    { callback: { type: "http" }, state: "delivered" },
  ]);
  const logged = await receiver.waitFor(2, { path: "/log" });
  expect(logged.map(({ body }) => String(body))).toEqual(Array<string>(2).fill('{"event":"order.created"}'));
  const events = await readMessages(plaintext, "orders.events");
  expect(events.map(({ value }) => String(value))).toEqual(['{"event":"order.created"}']);
  const notifications = await takeMessages(amqp, "notifications");
  expect(notifications.map(({ content }) => String(content))).toEqual(['{"notify":true}']);
});
