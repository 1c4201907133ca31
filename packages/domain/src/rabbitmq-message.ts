import { z } from "zod";
import { encodeBody } from "./encode-body.ts";
import { findContentType, LoginSchema, messageParts, withoutContentType, type Rendered } from "./message-parts.ts";
import type { TraceContext } from "./trace-context.ts";

/** A rendered RabbitMQ message as it is stored: everything but the body. */
export const RabbitMqMessageSchema = z.object({
  kind: z.literal("rabbitmq"),
  ...messageParts,
  isTls: z.boolean(),
  hostname: z.string(),
  port: z.int(),
  virtualHost: z.string(),
  login: LoginSchema,
  /** Empty: the default exchange. */
  exchange: z.string(),
  routingKey: z.string(),
  contentType: z.string(),
  /** Whether the broker returns what no queue takes. */
  isMandatory: z.boolean(),
});
export type RabbitMqMessage = z.infer<typeof RabbitMqMessageSchema>;

/** Where a message goes, by which connection: what of it no template changes. */
export type RabbitMqConnection = Pick<RabbitMqMessage, "isTls" | "hostname" | "port" | "virtualHost" | "login">;

/** Longest name in AMQP, in bytes. */
const nameBytesMax = 255;

/** Makes the message of a RabbitMQ callback whose parts are rendered (contract F36 to F40). Throws when a name is too long. */
export function createRabbitMqMessage(parts: {
  connection: RabbitMqConnection;
  exchange: string;
  routingKey: string;
  queue: string;
  isMandatory: boolean;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  hops: number;
  trace?: TraceContext | null;
}): Rendered<RabbitMqMessage> {
  const { exchange, queue } = parts;
  const routingKey = exchange === "" && parts.routingKey === "" ? queue : parts.routingKey;
  for (const [what, name] of Object.entries({ "exchange's name": exchange, "routing key": routingKey })) {
    if (new TextEncoder().encode(name).length > nameBytesMax) {
      throw new Error(`the ${what} is longer than ${nameBytesMax} bytes`);
    }
  }
  return {
    message: {
      kind: "rabbitmq",
      version: 1,
      ...parts.connection,
      exchange,
      routingKey,
      contentType: findContentType(parts.headers) ?? "application/json",
      isMandatory: parts.isMandatory,
      headers: withoutContentType(parts.headers),
      sealedHeaders: [],
      hops: parts.hops,
      ...(parts.trace != null && { trace: parts.trace }),
    },
    body: encodeBody(parts.body).bytes,
  };
}
