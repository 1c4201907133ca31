import { expect, test } from "vitest";
import { parseAmqpUrl } from "./broker-addresses.ts";
import { decodeMessage, destinationOf, encodeMessage } from "./message.ts";
import { createRabbitMqMessage, type RabbitMqConnection } from "./rabbitmq-message.ts";

const connection = parseAmqpUrl("amqp://guest:secret@mq/") as RabbitMqConnection;
const parts = {
  ...{ connection, exchange: "", routingKey: "", queue: "", isMandatory: false, headers: {}, body: null, hops: 1 },
};

test.each<[given: object, exchange: string, routingKey: string]>([
  [{ queue: "q" }, "", "q"],
  [{ queue: "q", routingKey: "k" }, "", "k"],
  [{ exchange: "e", queue: "q" }, "e", ""],
  [{ exchange: "e", queue: "q", routingKey: "k" }, "e", "k"],
])("%j goes to the exchange %j with the key %j (contract F36, F37)", (given, exchange, routingKey) => {
  expect(createRabbitMqMessage({ ...parts, ...given }).message).toMatchObject({ exchange, routingKey });
});

test("the content type is a property, JSON unless a header says otherwise, and never a header (contract F39)", () => {
  expect(createRabbitMqMessage({ ...parts, body: "text" }).message.contentType).toBe("application/json");
  const { message } = createRabbitMqMessage({ ...parts, headers: { "content-TYPE": "text/xml", a: "b" } });
  expect(message).toMatchObject({ contentType: "text/xml", headers: [["a", "b"]] });
});

test("a name that AMQP can't carry is refused", () => {
  expect(() => createRabbitMqMessage({ ...parts, routingKey: "ä".repeat(128) })).toThrow(/routing key is longer/);
  expect(() => createRabbitMqMessage({ ...parts, exchange: "e".repeat(256) })).toThrow(/exchange's name is longer/);
});

test.each<[url: string, given: object, destination: string]>([
  ["amqp://guest:secret@mq/", { queue: "q" }, "amqp://mq:5672/?routingKey=q"],
  [
    "amqps://u:p@[::1]/a%2Fb",
    { exchange: "e", routingKey: "k.#" },
    "amqps://[::1]:5671/a%2Fb?exchange=e&routingKey=k.%23",
  ],
])("it is read back as it was stored, and says where it goes: %s %j", (url, given, destination) => {
  const { message } = createRabbitMqMessage({
    ...{ ...parts, ...given, connection: parseAmqpUrl(url) as RabbitMqConnection },
  });
  expect(decodeMessage(encodeMessage(message))).toEqual(message);
  expect(destinationOf(message)).toBe(destination);
});
