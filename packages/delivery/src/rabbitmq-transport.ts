import type { RabbitMqMessage } from "@understudy/domain";
import { type BrokerTransportOptions, createBrokerTransport } from "./broker-transport.ts";
import { openRabbitMqConnection } from "./rabbitmq-connection.ts";
import type { Transport } from "./transport.ts";

/** Sends RabbitMQ callbacks. Success is that the broker has confirmed the message, and returned none that had to be routed. */
export function createRabbitMqTransport(options: BrokerTransportOptions): Transport<RabbitMqMessage> {
  return createBrokerTransport((message, key) => openRabbitMqConnection(message, key, options), options);
}
