import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { parseAmqpUrl, parseKafkaBrokers } from "./broker-addresses.ts";
import { topicName } from "./kafka-message.ts";
import { type Message, sealLogin } from "./message.ts";
import type { RabbitMqMessage } from "./rabbitmq-message.ts";
import type { Sealing } from "./sealing.ts";

const text = z.string().max(2_000).optional();
const amqpName = z
  .string()
  .refine((name) => new TextEncoder().encode(name).length <= 255, "must be at most 255 bytes")
  .optional();

/**
 * Where a delivery is sent instead, in the words of its callback; nothing: where it went before. Strict, because a name that is misspelt
 * would send it to the old target, secrets and all.
 */
export const RedeliveryTargetSchema = z.strictObject({
  url: text,
  kafkaBrokers: text,
  kafkaTopic: z.string().regex(topicName, "must be the name of a topic: letters, digits, . _ - only").optional(),
  rabbitURL: text,
  rabbitExchange: amqpName,
  rabbitRoutingKey: amqpName,
});
export type RedeliveryTarget = z.infer<typeof RedeliveryTargetSchema>;

/** Which fields say something of a kind of message; the first is needed. */
const fieldsOf = {
  http: ["url"],
  kafka: ["kafkaBrokers", "kafkaTopic"],
  rabbitmq: ["rabbitURL", "rabbitExchange", "rabbitRoutingKey"],
} as const satisfies Record<Message["kind"], (keyof RedeliveryTarget)[]>;

/** Whether another target is named at all. */
export function isElsewhere(target: RedeliveryTarget): boolean {
  return Object.values(target).some((value) => value !== undefined);
}

type Redirected = { message: Message } | { problems: Problem[] };

/**
 * A message for another target: the same but for where it goes, and without the old one's secrets: sealed headers and logins stay behind
 * (contract, Decided 7). A login of the new target is part of its `rabbitURL`. What is wrong with the target is listed instead.
 */
export function redirectMessage(message: Message, target: RedeliveryTarget, sealing: Sealing): Redirected {
  const problems = findMisplaced(message.kind, target);
  if (problems.length > 0) return { problems };
  const { version, hops, trace, sealedHeaders } = message;
  const headers = message.headers.filter(([name]) => !sealedHeaders.includes(name.toLowerCase()));
  const parts = { version, hops, headers, sealedHeaders: [], ...(trace !== undefined && { trace }) };
  // Each by its fields: what a message may hold besides is the old target's.
  switch (message.kind) {
    case "http": {
      const url = target.url ?? "";
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) return wrong("url", "must be an http or https URL");
      return { message: { ...parts, kind: "http", method: message.method, url } };
    }
    case "kafka": {
      const brokers = parseKafkaBrokers(target.kafkaBrokers ?? "");
      if (brokers === null) return wrong("kafkaBrokers", "must be at most 20 of host:port, comma-separated");
      const { key, isTls, topic } = message;
      const addressed = { brokers, topic: target.kafkaTopic ?? topic, key, isTls, login: null };
      return { message: { ...parts, kind: "kafka", ...addressed } };
    }
    case "rabbitmq":
      return redirectRabbitMq({ ...message, ...parts }, target, sealing);
  }
}

function redirectRabbitMq(message: RabbitMqMessage, target: RedeliveryTarget, sealing: Sealing): Redirected {
  const connection = parseAmqpUrl(target.rabbitURL ?? "");
  if (connection === null) return wrong("rabbitURL", "must be a URL such as amqp://user:password@host:5672/vhost");
  const { kind, version, headers, sealedHeaders, hops, trace, contentType, isMandatory } = message;
  const { rabbitExchange: exchange = message.exchange, rabbitRoutingKey: routingKey = message.routingKey } = target;
  const login = sealLogin(connection.login, sealing);
  const content = { headers, sealedHeaders, hops, contentType, isMandatory, ...(trace !== undefined && { trace }) };
  return { message: { kind, version, ...content, ...connection, login, exchange, routingKey } };
}

function wrong(field: keyof RedeliveryTarget, message: string): { problems: Problem[] } {
  return { problems: [{ path: `$.${field}`, message }] };
}

function findMisplaced(kind: Message["kind"], target: RedeliveryTarget): Problem[] {
  const allowed: readonly string[] = fieldsOf[kind];
  const misplaced = Object.entries(target).filter(([field, value]) => value !== undefined && !allowed.includes(field));
  return misplaced.map(([field]) => ({
    path: `$.${field}`,
    message: `says nothing of a message of the type ${kind}: name ${allowed.join(", ")}`,
  }));
}
