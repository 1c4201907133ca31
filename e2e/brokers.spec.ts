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
  const { url } = rabbitMq.addresses;
  await createTopic(plaintext, "orders.events");
  await makeQueue(url, "notifications");
  const callbacks = webhooks
    .replace("http://audit.internal", receiver.url)
    .replace("kafka:9092", plaintext)
    .replace("amqp://guest:guest@rabbitmq:5672/", url);
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
  const notifications = await takeMessages(url, "notifications");
  expect(notifications.map(({ content }) => String(content))).toEqual(['{"notify":true}']);
});

test("chaos befalls Kafka and RabbitMQ messages too: copies have the id of the first, what is dropped never comes", async () => {
  const { client } = installation;
  const { plaintext } = kafka.addresses;
  const { url } = rabbitMq.addresses;
  const [topic, queue] = [await createTopic(plaintext), await makeQueue(url, "chaotic")];
  const chaos = { seed: 1, duplicate: { probability: 1, copies: 2 }, truncate: { probability: 1 } };
  const byKafka = { type: "kafka", kafkaBrokers: plaintext, kafkaTopic: topic, body: { event: "order.created" } };
  const byRabbitMq = {
    type: "rabbitmq",
    rabbitURL: url,
    rabbitQueue: queue,
    body: { a: "text" },
  };
  const webhooks = [
    { ...byKafka, chaos },
    { ...byRabbitMq, chaos: { ...chaos, wrongContentType: { probability: 1 } } },
    ...[byKafka, byRabbitMq].map((webhook) => ({ ...webhook, chaos: { seed: 1, drop: { probability: 1 } } })),
  ];
  await client.save({ id: "chaotic", http: { route: "/chaotic", httpMethod: "POST" }, webhooks });
  await client.call("POST", "/stubs/sandbox/chaotic", { body: {} });
  const deliveries = await client.awaitFinal({ mockId: "chaotic" }, 8);
  const idOf = (index: number): string | undefined => deliveries.find(({ callback }) => callback.index === index)?.id;
  const events = await readMessages(plaintext, topic);
  expect(events.map(({ headers }) => headers["webhook-id"])).toEqual(Array(3).fill(idOf(0)));
  const texts = new Set(events.map(({ value }) => String(value)));
  expect(texts.size).toBe(1);
  expect('{"event":"order.created"}'.startsWith([...texts].join())).toBe(true);
  expect(texts).not.toContain('{"event":"order.created"}');
  const notifications = await takeMessages(url, queue);
  expect(notifications.map(({ properties }) => String(properties.messageId))).toEqual(Array(3).fill(idOf(1)));
  expect(new Set(notifications.map(({ properties }) => String(properties.contentType)))).toEqual(
    new Set(["text/plain"]),
  );
  expect(deliveries.filter(({ callback }) => callback.index > 1)).toMatchObject(
    Array.from({ length: 2 }, () => ({ state: "skipped", stateReason: "chaos dropped it", attempts: 0 })),
  );
});
