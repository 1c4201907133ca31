import { z } from "zod";
import { type HttpMessage, HttpMessageSchema } from "./http-message.ts";
import { KafkaMessageSchema } from "./kafka-message.ts";
import type { Login, Rendered } from "./message-parts.ts";
import { RabbitMqMessageSchema } from "./rabbitmq-message.ts";
import type { Sealing } from "./sealing.ts";
import { openSignature } from "./signature.ts";

/** One member for each transport. */
export const MessageSchema = z.discriminatedUnion("kind", [
  HttpMessageSchema,
  KafkaMessageSchema,
  RabbitMqMessageSchema,
]);
export type Message = z.infer<typeof MessageSchema>;

/** Any message, or one of one kind, with its body. */
export type RenderedMessage<M extends Message = Message> = Rendered<M>;

/** The text that is stored. */
export function encodeMessage(message: Message): string {
  return JSON.stringify(message);
}

/** The reverse; throws when it is not a message that this version knows. */
export function decodeMessage(text: string): Message {
  return MessageSchema.parse(JSON.parse(text));
}

/** Where a message goes, as one text for people: a URL, also where its kind has no such thing. */
export function destinationOf(message: Message): string {
  switch (message.kind) {
    case "http":
      return message.url;
    case "kafka":
      return `kafka://${message.brokers.join(",")}/${message.topic}`;
    case "rabbitmq": {
      const { isTls, hostname, port, virtualHost, exchange, routingKey } = message;
      const host = hostname.includes(":") ? `[${hostname}]` : hostname;
      const path = virtualHost === "/" ? "" : encodeURIComponent(virtualHost);
      const names = new URLSearchParams({ ...(exchange !== "" && { exchange }), routingKey }).toString();
      return `${isTls ? "amqps" : "amqp"}://${host}:${port}/${path}?${names}`;
    }
  }
}

/** Seals the values of these headers (names in lower case), for storing. */
export function sealHeaders<M extends Message>(message: M, names: ReadonlySet<string>, sealing: Sealing): M {
  const isSecret = (name: string): boolean => names.has(name.toLowerCase());
  const sealedHeaders = message.headers.flatMap(([name]) => (isSecret(name) ? [name.toLowerCase()] : []));
  if (sealedHeaders.length === 0) return message;
  const headers = message.headers.map(([name, value]) => [name, isSecret(name) ? sealing.seal(value) : value]);
  return { ...message, headers, sealedHeaders };
}

/** Seals the password of a login, for storing. */
export function sealLogin<L extends Login>(login: L, sealing: Sealing): L {
  return { ...login, password: sealing.seal(login.password), isPasswordSealed: true };
}

/** The reverse of both, and of `sealSignature`, for sending. */
export function openMessage(message: Message, sealing: Sealing): Message {
  const opened = openHeaders(message, sealing);
  if (opened.kind === "http") return openHttpMessage(opened, sealing);
  if (!opened.login?.isPasswordSealed) return opened;
  const login = { ...opened.login, password: sealing.open(opened.login.password), isPasswordSealed: false };
  return { ...opened, login } as Exclude<Message, HttpMessage>;
}

function openHttpMessage(message: HttpMessage, sealing: Sealing): HttpMessage {
  const { signature } = message;
  return signature === undefined ? message : { ...message, signature: openSignature(signature, sealing) };
}

function openHeaders<M extends Message>(message: M, sealing: Sealing): M {
  if (message.sealedHeaders.length === 0) return message;
  const sealed = new Set(message.sealedHeaders);
  const headers = message.headers.map(([name, value]) => [
    name,
    sealed.has(name.toLowerCase()) ? sealing.open(value) : value,
  ]);
  return { ...message, headers, sealedHeaders: [] };
}
