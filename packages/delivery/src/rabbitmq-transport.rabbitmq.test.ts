import { randomUUID } from "node:crypto";
import type { GetMessage } from "amqplib";
import { createRabbitMqMessage, parseAmqpUrl, type RabbitMqMessage } from "@understudy/domain";
import { afterEach, expect, inject, test } from "vitest";
import { makeQueue as makeNamedQueue, takeMessages } from "../../../test/brokers/rabbitmq-client.ts";
import { attemptContext, createTestGuard, describeTransport } from "../../../test/transport-contract.ts";
import type { Outcome } from "./outcome.ts";
import { createRabbitMqTransport } from "./rabbitmq-transport.ts";
import type { Transport } from "./transport.ts";

const broker = inject("rabbitmq");
const transports: Transport<RabbitMqMessage>[] = [];
afterEach(() => transports.splice(0).forEach((transport) => transport.close()));

const makeQueue = (): Promise<string> => makeNamedQueue(broker.url, `queue-${randomUUID()}`);

interface Sent {
  url?: string;
  exchange?: string;
  routingKey?: string;
  queue?: string;
  isMandatory?: boolean;
  headers?: Record<string, string>;
  body?: unknown;
}

function createMessage(sent: Sent) {
  const connection = parseAmqpUrl(sent.url ?? broker.url);
  if (connection === null) throw new Error("not a URL of AMQP");
  return createRabbitMqMessage({
    ...{ exchange: "", routingKey: "", queue: "", isMandatory: false, headers: {}, body: { a: 1 }, hops: 1 },
    ...sent,
    connection,
  });
}

/** Sends one message, by a transport that may reach the broker. */
async function send(sent: Sent, trustedCertificates = [broker.authority]): Promise<Outcome> {
  const guard = createTestGuard([broker.amqp, "localhost", ...(broker.isGiven ? [] : [broker.amqps])]);
  const transport = createRabbitMqTransport({ guard, trustedCertificates });
  transports.push(transport);
  return transport.send(createMessage(sent), attemptContext);
}

describeTransport<RabbitMqMessage>("RabbitMQ", async () => {
  const queue = await makeQueue();
  const received: GetMessage[] = [];
  return {
    address: broker.amqp,
    createMessage: (address, headers = {}) =>
      createMessage({ url: broker.url.replace(broker.amqp, address), queue, headers }).message,
    createTransport: (guard) => createRabbitMqTransport({ guard }),
    async receive() {
      received.push(...(await takeMessages(broker.url, queue)));
      return received.map(({ content, properties }) => ({
        ...{ body: content, headers: properties.headers as Record<string, string> },
        deliveryId: String(properties.messageId),
      }));
    },
  };
});

test("body, headers and properties are what a consumer reads", async () => {
  const queue = await makeQueue();
  const headers = { "x-a": "ä", "Content-Type": "text/xml" };
  expect(await send({ queue, headers, body: "<ä/>" })).toMatchObject({ kind: "delivered" });
  expect(await send({ queue, body: null })).toMatchObject({ kind: "delivered" });
  const [first, second] = await takeMessages(broker.url, queue);
  expect(first?.content).toEqual(Buffer.from("<ä/>"));
  expect(first?.properties).toMatchObject({
    contentType: "text/xml",
    headers: { "x-a": "ä" },
    messageId: "delivery-1",
    deliveryMode: 2,
  });
  expect(Object.keys(first?.properties.headers ?? {})).toEqual(["x-a"]);
  expect(second?.properties.contentType).toBe("application/json");
  expect(second?.content).toEqual(Buffer.from(""));
});

test.skipIf(broker.isGiven)("it goes to an exchange by its key, over TLS too, by address and by name", async () => {
  const name = await makeQueue();
  const { port } = new URL(`tcp://${broker.amqps}`);
  const urls = [
    `amqp://guest:guest@${broker.amqp}`,
    `amqps://guest:guest@${broker.amqps}/%2f`,
    `amqps://localhost:${port}/`,
  ];
  for (const url of urls) {
    expect(await send({ url, exchange: name, routingKey: "a.b", isMandatory: true })).toMatchObject({
      kind: "delivered",
    });
  }
  const messages = await takeMessages(broker.url, name);
  expect(messages.map(({ fields }) => `${fields.exchange === name} ${fields.routingKey}`)).toEqual([
    ...Array<string>(3).fill("true a.b"),
  ]);
});

test("what no queue takes is delivered, unless it is mandatory: then the broker returns it", async () => {
  const exchange = await makeQueue();
  expect(await send({ exchange, routingKey: "z" })).toMatchObject({ kind: "delivered" });
  expect(await send({ exchange, routingKey: "z", isMandatory: true })).toMatchObject({
    ...{ kind: "failed", errorClass: "route" },
    error: `The broker returned the message: no queue is bound to the exchange "${exchange}" for "z".`,
  });
  expect(await send({ queue: "no-such-queue", isMandatory: true })).toMatchObject({
    error: 'The broker returned the message: there is no queue "no-such-queue".',
  });
});

test("an exchange that is not there fails in words", async () => {
  expect(await send({ exchange: "nowhere", routingKey: "a" })).toMatchObject({
    ...{ kind: "failed", errorClass: "route" },
    error: "The broker refused it (NOT_FOUND - no exchange 'nowhere' in vhost '/').",
  });
});

test("a wrong password and a virtual host that is not there fail in words", async () => {
  const wrong = await send({ url: `amqp://guest:hunter2@${broker.amqp}/`, queue: "q" });
  expect(wrong).toMatchObject({ kind: "failed", errorClass: "login" });
  expect(wrong.kind === "failed" && wrong.error).toMatch(/^The broker refused it \(ACCESS_REFUSED - Login was refused/);
  expect(JSON.stringify(wrong)).not.toContain("hunter2");
  const nowhere = await send({ url: new URL("/no%2Fwhere", broker.url).href, queue: "q" });
  expect(nowhere).toMatchObject({
    ...{ kind: "failed", errorClass: "login" },
    error: 'The broker has no virtual host "no/where", or none for this user.',
  });
});

test.skipIf(broker.isGiven)("of several addresses of a name the one that answered is shown", async () => {
  const queue = await makeQueue();
  const { port } = new URL(`tcp://${broker.amqp}`);
  // Nobody listens at the first.
  const guard = createTestGuard([`127.0.0.3:${port}`, broker.amqp], {
    resolve: () => Promise.resolve(["127.0.0.3", "127.0.0.1"]),
  });
  const transport = createRabbitMqTransport({ guard });
  transports.push(transport);
  const message = createMessage({ url: `amqp://guest:guest@two.example:${port}/`, queue });
  expect(await transport.send(message, attemptContext)).toMatchObject({
    kind: "delivered",
    address: `127.0.0.1:${port}`,
  });
});

test.skipIf(broker.isGiven)(
  "an authority that nobody knows fails the handshake, and so does TLS to one who speaks none",
  async () => {
    for (const address of [broker.amqps, broker.amqp]) {
      const outcome = await send({ url: `amqps://guest:guest@${address}/`, queue: "q" }, []);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "tls" });
      expect(outcome.kind === "failed" && outcome.error).toMatch(/^The TLS handshake failed \(/);
    }
  },
);

test("headers beyond what AMQP carries are refused", async () => {
  const queue = await makeQueue();
  expect(await send({ queue, headers: { "x-a": "a".repeat(70_000) } })).toMatchObject({ errorClass: "header" });
});
