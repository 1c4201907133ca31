import { z } from "zod";
import { kafkaSaslMechanisms } from "./callback.ts";
import { encodeBody } from "./encode-body.ts";
import { LoginSchema, messageParts, withoutContentType, type Rendered } from "./message-parts.ts";
import type { TraceContext } from "./trace-context.ts";

/** A rendered Kafka message as it is stored: everything but the value. */
export const KafkaMessageSchema = z.object({
  kind: z.literal("kafka"),
  ...messageParts,
  /** `host:port` each. */
  brokers: z.array(z.string()).min(1),
  topic: z.string(),
  /** Null: none, so that any partition may take it. */
  key: z.string().nullable(),
  isTls: z.boolean(),
  /** Null: no SASL. */
  login: LoginSchema.extend({ mechanism: z.enum(kafkaSaslMechanisms) }).nullable(),
});
export type KafkaMessage = z.infer<typeof KafkaMessageSchema>;

/** Where a message goes, by which connection: what of it no template changes. */
export type KafkaConnection = Pick<KafkaMessage, "brokers" | "isTls" | "login">;

/** What Kafka allows. */
export const topicName = /^[a-zA-Z0-9._-]{1,249}$/;

/** Makes the message of a Kafka callback whose parts are rendered (contract F26, F29, F30). Throws when no topic can be called so. */
export function createKafkaMessage(parts: {
  connection: KafkaConnection;
  topic: string;
  key: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  hops: number;
  trace?: TraceContext | null;
}): Rendered<KafkaMessage> {
  const { topic, key } = parts;
  if (!topicName.test(topic)) {
    throw new Error(`${JSON.stringify(topic.slice(0, 100))} can't be the name of a topic: letters, digits, . _ - only`);
  }
  return {
    message: {
      kind: "kafka",
      version: 1,
      ...parts.connection,
      topic,
      key: key === "" ? null : key,
      headers: withoutContentType(parts.headers),
      sealedHeaders: [],
      hops: parts.hops,
      ...(parts.trace != null && { trace: parts.trace }),
    },
    // An empty value, not none: to a compacted topic none means "delete this key".
    body: encodeBody(parts.body).bytes ?? new Uint8Array(),
  };
}
