import { z } from "@hono/zod-openapi";
import { ChaosEffectSchema, deliveryStates } from "@understudy/domain";
import type { AttemptView, DeliveryView } from "@understudy/management";
import { BodySchema, HeadersSchema } from "./request-shape.ts";

const contentShape = { headers: HeadersSchema, body: BodySchema };

const SignatureSchema = z
  .object({ scheme: z.string(), headers: z.array(z.string()), isCorrupt: z.boolean() })
  .describe("Made anew for each attempt; no secret is shown");

/** A message by its means of sending, with these fields more. */
function messageSchemaWith<More extends z.core.$ZodLooseShape>(more: More) {
  return z.discriminatedUnion("type", [
    z.object({
      type: z.literal("http"),
      method: z.string(),
      url: z.string(),
      signature: SignatureSchema.nullable(),
      ...contentShape,
      ...more,
    }),
    z.object({
      type: z.literal("kafka"),
      brokers: z.array(z.string()),
      topic: z.string(),
      key: z.string().nullable(),
      ...contentShape,
      ...more,
    }),
    z.object({
      type: z.literal("rabbitmq"),
      exchange: z.string(),
      routingKey: z.string(),
      contentType: z.string(),
      isMandatory: z.boolean(),
      ...contentShape,
      ...more,
    }),
  ]);
}

/** What a callback would send. */
export const RenderedMessageSchema = messageSchemaWith({});

/** Times are ISO 8601 with milliseconds, in UTC. */
export const DeliverySchema = z
  .object({
    id: z.string(),
    namespace: z.string(),
    mockId: z.string().nullable().describe("Null, like the call: an event caused it"),
    mockVersion: z.number().nullable(),
    requestId: z.string().nullable(),
    webhookId: z.string().nullable().describe("The event webhook that asked for it; null: it is of a mock's callback"),
    operation: z.string().nullable().describe("What was the event"),
    callback: z.object({ index: z.number(), name: z.string().nullable(), type: z.string() }),
    state: z.enum(deliveryStates),
    stateReason: z.string().nullable(),
    destination: z.string().nullable(),
    message: messageSchemaWith({ isBodyTruncated: z.boolean(), chaos: z.array(ChaosEffectSchema) })
      .nullable()
      .describe("Exactly what every attempt sends; secrets are masked, and in lists a body is cut after 16 KiB"),
    attempts: z.number(),
    attemptsMax: z.number(),
    createdAt: z.string(),
    nextAttemptAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    redeliveryOf: z.string().nullable(),
  })
  .openapi("Delivery");

export const AttemptSchema = z
  .object({
    number: z.number(),
    startedAt: z.string(),
    durationMs: z.number(),
    outcome: z.enum(["delivered", "failed"]),
    errorClass: z.string().nullable(),
    error: z.string().nullable(),
    statusCode: z.number().nullable(),
    responseHeaders: HeadersSchema.nullable(),
    responseBody: BodySchema.describe("The first 16 KiB"),
    isResponseTruncated: z.boolean(),
    address: z.string().nullable(),
  })
  .openapi("Attempt");

export const DeliveryWithAttemptsSchema = DeliverySchema.omit({ attempts: true })
  .extend({ attempts: z.array(AttemptSchema) })
  .openapi("DeliveryWithAttempts");

export function toWireDelivery(delivery: DeliveryView): z.infer<typeof DeliverySchema> {
  return {
    ...delivery,
    createdAt: delivery.createdAt.toISOString(),
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
  };
}

export function toWireAttempt(attempt: AttemptView): z.infer<typeof AttemptSchema> {
  return { ...attempt, startedAt: attempt.startedAt.toISOString() };
}
