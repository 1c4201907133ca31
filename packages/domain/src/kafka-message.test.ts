import { expect, test } from "vitest";
import { createKafkaMessage } from "./kafka-message.ts";
import { decodeMessage, destinationOf, encodeMessage } from "./message.ts";

const connection = { brokers: ["k1:9092", "k2:9092"], isTls: false, login: null };
const parts = { connection, topic: "orders.events", key: "", headers: {}, body: null, hops: 1 };

test("the content type is left out of the headers, however it is written (contract F29)", () => {
  const headers = { "event-type": "a", "CONTENT-Type": "text/xml", source: "b" };
  const { message } = createKafkaMessage({ ...parts, headers });
  expect(message.headers).toEqual([
    ["event-type", "a"],
    ["source", "b"],
  ]);
});

test.each<[body: unknown, value: string]>([
  [{ a: [1, "ä"] }, '{"a":[1,"ä"]}'],
  ["text", "text"],
  [5, "5"],
  [null, ""],
])("the body %j is the value %j (contract F30)", (body, value) => {
  expect(Buffer.from(createKafkaMessage({ ...parts, body }).body ?? [1]).toString()).toBe(value);
});

test("an empty key is none; every other is kept", () => {
  expect(createKafkaMessage(parts).message.key).toBeNull();
  expect(createKafkaMessage({ ...parts, key: "0" }).message.key).toBe("0");
});

test.each(["", "a b", "a/b", "$.req.missing", "ä", "a".repeat(250)])("no topic is called %j", (topic) => {
  expect(() => createKafkaMessage({ ...parts, topic })).toThrow(/can't be the name of a topic/);
});

test("it is read back as it was stored, and says where it goes", () => {
  const login = { username: "u", password: "p", isPasswordSealed: false, mechanism: "scram-sha-256" as const };
  const { message } = createKafkaMessage({ ...parts, key: "k", connection: { ...connection, isTls: true, login } });
  expect(decodeMessage(encodeMessage(message))).toEqual(message);
  expect(destinationOf(message)).toBe("kafka://k1:9092,k2:9092/orders.events");
});
