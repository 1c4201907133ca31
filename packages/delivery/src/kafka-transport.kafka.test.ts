import { createServer } from "node:net";
import { createKafkaMessage, type KafkaConnection, type KafkaMessage } from "@understudy/domain";
import { afterEach, describe, expect, inject, test } from "vitest";
import { countMessages, createTopic, deleteTopic, readMessages } from "../../../test/brokers/kafka-client.ts";
import { kafkaUser } from "../../../test/brokers/kafka.ts";
import { listen } from "../../../test/relay.ts";
import { attemptContext, createTestGuard, describeTransport } from "../../../test/transport-contract.ts";
import { createKafkaTransport } from "./kafka-transport.ts";
import type { Outcome } from "./outcome.ts";
import type { Transport } from "./transport.ts";

const broker = inject("kafka");
const plain: KafkaConnection = { brokers: [broker.plaintext], isTls: false, login: null };
const transports: Transport<KafkaMessage>[] = [];
afterEach(() => transports.splice(0).forEach((transport) => transport.close()));

describeTransport<KafkaMessage>("Kafka", async () => {
  const topic = await createTopic(broker.plaintext);
  return {
    address: broker.plaintext,
    // Whoever is asked first says where the topic is.
    otherAddresses: [broker.plaintext],
    createMessage: (address, headers = {}) =>
      createKafkaMessage({ connection: { ...plain, brokers: [address] }, topic, key: "", headers, body: null, hops: 1 })
        .message,
    createTransport: (guard) => createKafkaTransport({ guard }),
    async receive() {
      const messages = await readMessages(broker.plaintext, topic);
      return messages.map(({ value, headers }) => ({
        ...{ body: value ?? Buffer.from("nothing"), headers },
        deliveryId: String(headers["webhook-id"]),
      }));
    },
  };
});

interface Sent {
  connection?: Partial<KafkaConnection>;
  topic?: string;
  key?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Sends one message to the broker, by a transport that may reach all its listeners. */
async function send(sent: Sent, allowHosts: string[] = []): Promise<Outcome> {
  const { plaintext, saslPlaintext, saslSsl, misleading } = broker;
  const guard = createTestGuard(
    [plaintext, saslPlaintext, saslSsl, misleading, ...allowHosts].filter((address) => address !== ""),
  );
  const transport = createKafkaTransport({ guard, trustedCertificates: [broker.authority] });
  transports.push(transport);
  const { topic = "unknown", key = "", headers = {}, body = { a: 1 } } = sent;
  const connection = { ...plain, ...sent.connection };
  return transport.send(createKafkaMessage({ connection, topic, key, headers, body, hops: 1 }), attemptContext);
}

function login(mechanism: "plain" | "scram-sha-256" | "scram-sha-512", password = kafkaUser.password) {
  return { mechanism, username: kafkaUser.username, password, isPasswordSealed: false };
}

test("key, headers and value are what a consumer reads", async () => {
  const topic = await createTopic(broker.plaintext);
  const headers = { "event-type": "order.created", "Content-Type": "text/plain", source: "ä" };
  expect(await send({ topic, key: "customer-7", headers, body: { items: [1, "ä"] } })).toMatchObject({
    kind: "delivered",
  });
  expect(await send({ topic, body: null })).toMatchObject({ kind: "delivered" });
  expect(await readMessages(broker.plaintext, topic)).toEqual([
    {
      key: "customer-7",
      headers: { "webhook-id": "delivery-1", "event-type": "order.created", source: "ä" },
      value: Buffer.from('{"items":[1,"ä"]}'),
    },
    { key: null, headers: { "webhook-id": "delivery-1" }, value: Buffer.from("") },
  ]);
});

describe.skipIf(broker.isGiven).each(["plain", "scram-sha-256", "scram-sha-512"] as const)(
  "a login by %s",
  (mechanism) => {
    test.each([
      ["in clear", { brokers: [broker.saslPlaintext] }],
      ["over TLS", { brokers: [broker.saslSsl], isTls: true }],
      ["over TLS, by name", { brokers: [broker.saslSsl.replace("127.0.0.1", "localhost")], isTls: true }],
    ])("is taken %s", async (_how, connection) => {
      const topic = await createTopic(broker.plaintext);
      expect(
        await send({ topic, connection: { ...connection, login: login(mechanism) } }, ["localhost"]),
      ).toMatchObject({
        kind: "delivered",
      });
      expect(await countMessages(broker.plaintext, topic)).toBe(1);
    });

    test("with a wrong password is refused in words", async () => {
      const connection = { brokers: [broker.saslPlaintext], login: login(mechanism, "wrong secret") };
      const outcome = await send({ connection });
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "login" });
      expect(outcome.kind === "failed" && outcome.error).toMatch(/^The broker refused the login \(.*\)\.$/);
      expect(JSON.stringify(outcome)).not.toContain("wrong secret");
    });
  },
);

test("a topic that is not there fails in words, and is not made", async () => {
  const topic = "not-there";
  expect(await send({ topic })).toMatchObject({
    kind: "failed",
    errorClass: "route",
    error: 'The broker has no topic "not-there", and none is made for it.',
  });
  expect(await send({ topic })).toMatchObject({ errorClass: "route" });
});

test("a message that is too long is refused: by the broker, and by us before it is sent", async () => {
  const topic = await createTopic(broker.plaintext, undefined, { "max.message.bytes": "1000" });
  expect(await send({ topic, body: "a".repeat(2_000) })).toMatchObject({
    ...{ kind: "failed", errorClass: "size", error: "The message is larger than the broker takes." },
  });
  const canary = await listen();
  const brokers = [canary.address];
  expect(await send({ topic, connection: { brokers }, body: "a".repeat(17_000_000) }, brokers)).toMatchObject({
    ...{ errorClass: "size", error: "The message has 17000000 bytes; at most 16777216 are sent to a broker." },
  });
  expect(canary.connections()).toBe(0);
  await canary.stop();
});

test("the next broker of the list is asked when one is away", async () => {
  const away = await listen();
  await away.stop();
  const topic = await createTopic(broker.plaintext);
  const brokers = [away.address, broker.plaintext];
  expect(await send({ topic, connection: { brokers } }, [away.address])).toMatchObject({ kind: "delivered" });
});

test("a topic that is deleted spoils nothing for another one of the same cluster", async () => {
  const [kept, gone] = [await createTopic(broker.plaintext), await createTopic(broker.plaintext)];
  const transport = createKafkaTransport({ guard: createTestGuard([broker.plaintext]) });
  transports.push(transport);
  const sendTo = (topic: string): Promise<Outcome> => {
    const message = createKafkaMessage({ connection: plain, topic, key: "", headers: {}, body: "", hops: 1 });
    return transport.send(message, attemptContext);
  };
  expect(await sendTo(gone)).toMatchObject({ kind: "delivered" });
  await deleteTopic(broker.plaintext, gone);
  expect(await sendTo(gone)).toMatchObject({ kind: "failed", errorClass: "route" });
  expect(await sendTo(kept)).toMatchObject({ kind: "delivered" });
});

test("a broker that the guard blocks is passed over for one that it does not", async () => {
  const topic = await createTopic(broker.plaintext);
  const brokers = ["10.0.0.1:9092", broker.plaintext];
  expect(await send({ topic, connection: { brokers } })).toMatchObject({ kind: "delivered" });
  expect(await send({ topic: "not-there", connection: { brokers } })).toMatchObject({ errorClass: "route" });
});

test.skipIf(broker.isGiven)(
  "an authority that nobody knows fails the handshake, and so does TLS to one who speaks none",
  async () => {
    const guard = createTestGuard([broker.saslSsl, broker.plaintext]);
    const transport = createKafkaTransport({ guard });
    transports.push(transport);
    for (const [address, detail] of [
      [broker.saslSsl, /The TLS handshake failed \((SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE)/],
      [broker.plaintext, /./],
    ] as const) {
      const connection = { brokers: [address], isTls: true, login: null };
      const message = createKafkaMessage({ connection, topic: "t", key: "", headers: {}, body: "", hops: 1 });
      const outcome = await transport.send(message, attemptContext);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "tls" });
      expect(outcome.kind === "failed" && outcome.error).toMatch(detail);
    }
  },
);

test.skipIf(broker.isGiven)(
  "an address that the cluster advertises is judged like one that is configured",
  async () => {
    const topic = await createTopic(broker.plaintext);
    let connections = 0;
    const canary = createServer(() => (connections += 1));
    const { hostname, port } = new URL(`tcp://${broker.blocked}`);
    await new Promise<void>((resolve) => canary.listen(Number(port), hostname, resolve));
    expect(await send({ topic, connection: { brokers: [broker.misleading] } })).toEqual({
      ...{ kind: "failed", errorClass: "guard", isResponseTruncated: false },
      error: "The destination is blocked: 127.0.0.2 is a loopback address.",
    });
    expect(connections).toBe(0);
    canary.close();
    expect(await countMessages(broker.plaintext, topic)).toBe(0);
  },
);
