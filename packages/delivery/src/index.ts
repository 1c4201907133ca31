// HOW a message leaves: the transport port and its transports, one attempt, its outcome, when the next one is due, and its log line.
// It sends rendered bytes. It must not know where deliveries are kept or claimed, what a mock is, or how a template is rendered.
export { attemptDelivery, toPanic, type Transports } from "./attempt-delivery.ts";
export { createHttpTransport } from "./http-transport.ts";
export { createKafkaTransport } from "./kafka-transport.ts";
export { type DeliveryCause, logAttempt } from "./log-attempt.ts";
export type { Outcome } from "./outcome.ts";
export { createRabbitMqTransport } from "./rabbitmq-transport.ts";
export { nextAttempt } from "./retry-policy.ts";
