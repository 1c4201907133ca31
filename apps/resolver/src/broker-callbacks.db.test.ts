import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeMessage, openMessage, type Message } from "@understudy/domain";
import { createSealing, deriveKey } from "@understudy/runtime";
import type { Pool } from "../../../packages/database/src/index.ts";
import { openTestPool } from "../../../test/deliveries.ts";
import { testSecretKey } from "../../../test/postgres.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** What is stored of Kafka and RabbitMQ callbacks when a mock has answered. */
let resolver: TestResolver;
let pool: Pool;
const sealing = createSealing(deriveKey(testSecretKey, "sealing"));

beforeAll(async () => {
  resolver = await startTestResolver();
  pool = openTestPool(resolver.database.url);
});
afterAll(async () => {
  await pool.end();
  await resolver.stop();
});

interface Stored {
  state: string;
  stateReason: string | null;
  target: string;
  pool: number;
  /** As it stands in the table. */
  text: string;
  message: Message | null;
  body: string;
}

/** Calls a mock with these callbacks and reads what it left behind, in their order. */
async function fire(id: string, webhooks: object[], request: object): Promise<Stored[]> {
  await resolver.save({ id, http: { route: `/${id}`, httpMethod: "POST" }, webhooks });
  const answer = await resolver.call(`/stubs/sandbox/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  expect(answer.status).toBe(200);
  const { rows } = await pool.query<Record<string, unknown> & { head: Buffer | null; body: Buffer | null }>(
    `select d.*, m.head, m.body from delivery d left join message m on m.delivery_id = d.id
      where d.mock_id = $1 order by d.callback_index`,
    [id],
  );
  return rows.map((row) => {
    const text = row.head?.toString() ?? "";
    return {
      ...{ state: String(row["state"]), stateReason: row["state_reason"] as string | null },
      ...{ target: String(row["target"]), pool: Number(row["pool"]), text },
      message: text === "" ? null : openMessage(decodeMessage(text), sealing),
      body: row.body?.toString() ?? "",
    };
  });
}

const kafka = { type: "kafka", kafkaBrokers: "K1:9092, k2", kafkaTopic: "orders" };
const rabbit = { type: "rabbitmq", rabbitURL: "amqp://us%40er:pa%3Ass@mq/v", rabbitExchange: "events" };

test("passwords and secret headers are sealed, and open to the worker only", async () => {
  const login = { kafkaUseSASL: true, kafkaUsername: "alice", kafkaPassword: "hunter2" };
  const headers = { Authorization: "Bearer hunter3", "X-Own": "hunter4", "X-Open": "open" };
  const secret = { headers, secretHeaders: ["x-own"] };
  const [byKafka, byRabbit] = await fire(
    "secret",
    [
      { ...kafka, ...login, ...secret },
      { ...rabbit, ...secret },
    ],
    {},
  );
  for (const stored of [byKafka, byRabbit]) {
    expect(stored?.text).toContain("X-Open");
    expect(stored?.text).not.toMatch(/hunter|pa:ss|pa%3Ass/);
    expect(Object.fromEntries(stored?.message?.headers ?? [])).toEqual(headers);
  }
  expect(byKafka?.message).toMatchObject({
    ...{ brokers: ["k1:9092", "k2:9092"], isTls: false },
    login: { mechanism: "plain", username: "alice", password: "hunter2" },
  });
  expect(byRabbit?.message).toMatchObject({ login: { username: "us@er", password: "pa:ss" }, virtualHost: "v" });
});

test("topic, key, routing key, queue and URL are templates, and the lane is where the message goes", async () => {
  const stored = await fire(
    "templated",
    [
      { ...kafka, kafkaTopic: "orders.$.req.region", kafkaKey: "$.req.id", body: { id: "$.req.id" } },
      { ...rabbit, rabbitExchange: "events-$.req.region", rabbitRoutingKey: "order.$.req.region" },
      { type: "rabbitmq", rabbitURL: "amqp://mq", rabbitQueue: "orders.$.req.region" },
      { url: "http://$.req.host/orders" },
      { url: "http://localhost:$.req.port/stubs/sandbox/inbox" },
    ],
    { region: "eu", id: 7, host: "eu.example", port: resolver.port },
  );
  expect(stored.map(({ target, pool: place }) => `${place} ${target}`)).toEqual([
    "0 kafka://k1:9092,k2:9092/orders.eu",
    "0 amqp://mq:5672/v?exchange=events-eu&routingKey=order.eu",
    "0 amqp://mq:5672/?routingKey=orders.eu",
    "0 eu.example",
    "1 own",
  ]);
  expect(stored[0]).toMatchObject({ state: "pending", body: '{"id":7}', message: { topic: "orders.eu", key: "7" } });
});

test("one that can't be prepared is a failed delivery, and stops no other", async () => {
  const stored = await fire("unprepared", [{ ...kafka, kafkaTopic: "$.req.topic" }, { ...rabbit }], { topic: "a b" });
  expect(stored).toMatchObject([
    {
      state: "failed",
      message: null,
      stateReason: expect.stringMatching(/^render: "a b" can't be the name/) as string,
    },
    { state: "pending" },
  ]);
});
