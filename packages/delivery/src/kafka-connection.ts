import type { Socket } from "node:net";
import type { KafkaMessage, RenderedMessage } from "@understudy/domain";
import { explainSocketError, openGuardedSocket } from "@understudy/egress";
import { Kafka, type KafkaConfig, logLevel, Partitioners } from "kafkajs";
import type { BrokerConnection, BrokerTransportOptions } from "./broker-transport.ts";
import { explainKafkaError, type SocketFailure } from "./explain-kafka-error.ts";
import { createScramLogin } from "./scram-login.ts";

/** A broker of the list that does not answer for so long is given up for the next one. */
const connectTimeoutMs = 10_000;
/** The attempt's own time limit stands in for all others. */
const neverMs = 3_600_000;
/** Most that a cluster may answer to one message, in bytes: kafkajs would collect whatever it announces. */
const answerBytesMax = 16 * 1024 * 1024;

const deliveryIdHeader = "webhook-id";

/**
 * A producer of one attempt at a time. The library opens a socket for each broker that it is told of, by us or by the cluster: all of
 * them go through the guard.
 */
export function openKafkaConnection(
  message: KafkaMessage,
  key: string,
  options: BrokerTransportOptions,
): BrokerConnection<KafkaMessage> {
  const sockets = openSockets(message, options);
  const kafka = new Kafka({ ...configOf(message), socketFactory: sockets.open });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    // Ours is the policy that tries again.
    retry: { retries: 0 },
  });
  let connecting: Promise<void> | null = null;
  let isConnected = false;
  return {
    key,
    isAlive: sockets.areAlive,
    isConnected: () => isConnected,
    address: sockets.address,
    async send({ message: { topic, key: messageKey, headers }, body }, { deliveryId, timeoutMs }) {
      sockets.forgetAnswers();
      await (connecting ??= producer.connect());
      isConnected = true;
      const value = Buffer.from(body ?? []);
      await producer.send({
        topic,
        acks: -1,
        timeout: timeoutMs,
        messages: [{ key: messageKey, value, headers: headersOf(headers, deliveryId) }],
      });
    },
    explain: (error) => explainKafkaError(error, { failures: sockets.failures, topic: message.topic }),
    destroy() {
      // Its sockets first: it would wait for what they have not answered.
      sockets.destroy();
      void producer.disconnect().catch(() => undefined);
    },
  };
}

function configOf({ brokers, isTls, login }: KafkaMessage): KafkaConfig {
  return {
    clientId: "understudy",
    brokers,
    ssl: isTls,
    ...(login !== null && { sasl: saslOf(login) }),
    connectionTimeout: connectTimeoutMs,
    authenticationTimeout: neverMs,
    requestTimeout: neverMs,
    enforceRequestTimeout: false,
    logLevel: logLevel.NOTHING,
    // So often the next broker of the list is tried.
    retry: { retries: brokers.length - 1, initialRetryTime: 1, maxRetryTime: 1 },
  };
}

function saslOf({ mechanism, username, password }: NonNullable<KafkaMessage["login"]>): KafkaConfig["sasl"] {
  if (mechanism === "plain") return { mechanism, username, password };
  return createScramLogin({ mechanism, username, password });
}

/** One that the callback sets itself is rendered once as well, and so as stable as ours. A name may occur more than once. */
function headersOf(
  headers: RenderedMessage<KafkaMessage>["message"]["headers"],
  deliveryId: string,
): Record<string, string | string[]> {
  const values = new Map<string, string[]>([[deliveryIdHeader, [deliveryId]]]);
  for (const [name, value] of headers)
    values.set(name, name === deliveryIdHeader ? [value] : [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

/** The sockets of one producer. */
function openSockets({ isTls }: KafkaMessage, { guard, trustedCertificates = [] }: BrokerTransportOptions) {
  const open = new Set<Socket>();
  const failures: SocketFailure[] = [];
  let address: string | null = null;
  let answerBytes = 0;
  let isLost = false;
  let isEnded = false;
  return {
    failures,
    address: () => address,
    areAlive: () => open.size > 0 && !isLost,
    forgetAnswers() {
      answerBytes = 0;
    },
    destroy() {
      isEnded = true;
      for (const socket of open) socket.destroy(new Error("The attempt has ended."));
    },
    open: ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
      const target = { hostname: host, port };
      const socket = openGuardedSocket(guard, { target, isTls, trustedCertificates }, (peer) => {
        address = peer;
        socket.once("close", () => (isLost = true));
        onConnect();
      });
      // The library may be on its way to the next broker.
      if (isEnded) process.nextTick(() => socket.destroy(new Error("The attempt has ended.")));
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", (error) => failures.push({ broker: `${host}:${port}`, ...explainSocketError(error, isTls) }));
      socket.on("close", () => open.delete(socket));
      socket.on("data", (chunk: Buffer) => {
        answerBytes += chunk.length;
        if (answerBytes > answerBytesMax) socket.destroy(new Error("the answer is too long"));
      });
      return socket;
    },
  };
}
