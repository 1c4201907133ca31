import type { KafkaMessage } from "@understudy/domain";
import { type BrokerTransportOptions, createBrokerTransport } from "./broker-transport.ts";
import { openKafkaConnection } from "./kafka-connection.ts";
import type { Transport } from "./transport.ts";

/** Sends Kafka callbacks. Success is that all in-sync replicas have the message. */
export function createKafkaTransport(options: BrokerTransportOptions): Transport<KafkaMessage> {
  return createBrokerTransport((message, key) => openKafkaConnection(message, key, options), options);
}
