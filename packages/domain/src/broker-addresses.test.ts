import { expect, test } from "vitest";
import { parseAmqpUrl, parseKafkaBrokers } from "./broker-addresses.ts";

test.each<[text: string, brokers: string[] | null]>([
  ["kafka:9092", ["kafka:9092"]],
  ["kafka1:9092,kafka2:9093", ["kafka1:9092", "kafka2:9093"]],
  [" Kafka1 , kafka2:80,", ["kafka1:9092", "kafka2:80"]],
  ["10.0.0.1", ["10.0.0.1:9092"]],
  ["[::1]:9092", null],
  ["0x7f000001:1", ["127.0.0.1:1"]],
  ["", null],
  [",", null],
  ["kafka:0", null],
  ["kafka:99999", null],
  ["kafka:port", null],
  ["http://kafka:9092", null],
  ["kafka:9092/topic", null],
  ["user@kafka:9092", null],
  ["a b:9092", null],
  [Array.from({ length: 21 }, (_, index) => `k${index}`).join(","), null],
  ["k".repeat(1001), null],
])("the brokers %j are %j", (text, brokers) => {
  expect(parseKafkaBrokers(text)).toEqual(brokers);
});

const guest = { username: "guest", password: "guest", isPasswordSealed: false };

test.each<[text: string, parts: object | null]>([
  [
    "amqp://guest:guest@localhost:5672/",
    { isTls: false, hostname: "localhost", port: 5672, virtualHost: "/", login: guest },
  ],
  ["amqp://MQ", { hostname: "mq", port: 5672, virtualHost: "/", login: guest }],
  ["amqps://mq", { isTls: true, port: 5671 }],
  ["amqp://mq/%2F", { virtualHost: "/" }],
  ["amqp://mq/orders%2Feu?heartbeat=5", { virtualHost: "orders/eu" }],
  ["amqp://us%40er:p%3Aw@mq", { login: { username: "us@er", password: "p:w", isPasswordSealed: false } }],
  ["amqp://user@mq", { login: { username: "user", password: "", isPasswordSealed: false } }],
  ["amqp://[::1]:1/", { hostname: "::1", port: 1 }],
  ["amqp://2130706433/", { hostname: "127.0.0.1" }],
  ["http://mq/", null],
  ["amqp://", null],
  ["amqp:///vhost", null],
  ["amqp://mq:0/", null],
  ["amqp://guest:a/b@mq/", null],
  ["amqp://guest:1/b@mq/", null],
  ["amqp://guest:a#b@mq/", null],
  ["amqp://mq/%zz", null],
  ["mq:5672", null],
])("the URL %j is %j", (text, parts) => {
  const parsed = parseAmqpUrl(text);
  if (parts === null) expect(parsed).toBeNull();
  else expect(parsed).toMatchObject(parts);
});
