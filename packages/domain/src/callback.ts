import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { parseAmqpUrl, parseKafkaBrokers } from "./broker-addresses.ts";
import { callbackOrderFields } from "./callback-order.ts";
import { ChaosSchema } from "./chaos.ts";
import { findClampedWaits, FirstDelaySchema, RetryPolicySchema } from "./retry-settings.ts";
import { findSigningProblems, SigningSchema } from "./signature.ts";

/** Means of sending (contract F2). `http` when the field is absent. */
export const callbackTypes = ["http", "kafka", "rabbitmq"] as const;
/** How a password is shown to Kafka. `plain` when the field is absent (contract F27). */
export const kafkaSaslMechanisms = ["plain", "scram-sha-256", "scram-sha-512"] as const;
/** When a callback fires (contract F4; the last two are accepted by Decided 6). `always` when the field is absent or empty. */
const callbackTriggers = ["on_success", "on_error", "always", "on_first_use", "on_last_use"] as const;
/** Methods of an HTTP callback (contract F14). */
export const callbackMethods = ["POST", "PUT", "PATCH", "DELETE", "GET"] as const;

/** Largest values; larger ones are clamped with a warning (contract, Decided 6). Seconds but for the count. */
const callbackLimits = { timeout: 300, retryCount: 100, retryDelay: 3600 } as const;

const optionalText = z.string().optional();
const optionalFlag = z.boolean().optional();

function wholeNumberTo(maximum: number) {
  const whole = z.int("must be a whole number").nonnegative("must not be negative");
  return whole.transform((value) => Math.min(value, maximum)).optional();
}

/**
 * An element of a mock's `webhooks`: a message to send after answering (contract B8). Kept and returned as it was sent:
 * defaults are applied where it is used, so that "absent" stays absent.
 */
export const CallbackSchema = z
  .object({
    type: z.enum(callbackTypes).optional(),
    trigger: z.union([z.enum(callbackTriggers), z.literal("")]).optional(),
    async: optionalFlag,
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    /** Seconds for one attempt. 0 and absent: 30. */
    timeout: wholeNumberTo(callbackLimits.timeout),
    /** Attempts after the first one. */
    retryCount: wholeNumberTo(callbackLimits.retryCount),
    /** Seconds between attempts. */
    retryDelay: wholeNumberTo(callbackLimits.retryDelay),
    retryPolicy: RetryPolicySchema.optional(),
    /** Before the first attempt. */
    delay: FirstDelaySchema.optional(),
    /** What the mock answers when a synchronous one fails: as if nothing were (the default), or 502. */
    onFailure: z.enum(["ignore", "fail"], "must be ignore or fail").optional(),
    url: optionalText,
    method: z.string().toUpperCase().pipe(z.enum(callbackMethods)).optional(),
    kafkaBrokers: optionalText,
    kafkaTopic: optionalText,
    kafkaKey: optionalText,
    kafkaUseSASL: optionalFlag,
    kafkaSaslMechanism: z.enum(kafkaSaslMechanisms).optional(),
    kafkaUsername: optionalText,
    kafkaPassword: optionalText,
    kafkaUseTLS: optionalFlag,
    rabbitURL: optionalText,
    rabbitExchange: optionalText,
    rabbitRoutingKey: optionalText,
    rabbitQueue: optionalText,
    rabbitMandatory: optionalFlag,
    /** Names of headers whose values are secrets (contract, Decided 7). */
    secretHeaders: z.array(z.string()).optional(),
    ...callbackOrderFields,
    /** Signs each attempt. HTTP only. */
    sign: SigningSchema.optional(),
    /** What befalls its deliveries on purpose. */
    chaos: ChaosSchema.optional(),
  })
  .superRefine((callback, context) => {
    for (const field of missingFields(callback)) {
      context.addIssue({
        code: "custom",
        path: [field],
        message: `is required for a callback of type ${callback.type ?? "http"}`,
      });
    }
    const problem = findAddressProblem(callback);
    if (problem !== null) context.addIssue({ code: "custom", ...problem });
    for (const found of findSigningProblems(callback)) context.addIssue({ code: "custom", ...found });
  });
export type Callback = z.infer<typeof CallbackSchema>;

/** Numbers of an input that the schema made smaller (contract, Decided 6): the caller is told. */
export function findClampedNumbers(
  input: { webhooks?: readonly Callback[] | null | undefined },
  body: unknown,
): Problem[] {
  const sent = body as { webhooks?: Record<string, unknown>[] | null };
  return (input.webhooks ?? []).flatMap((callback, index) => [
    ...(["timeout", "retryCount", "retryDelay"] as const)
      .filter((field) => callback[field] !== undefined && callback[field] !== sent.webhooks?.[index]?.[field])
      .map((field) => ({
        path: `$.webhooks[${index}].${field}`,
        message: `is at most ${callbackLimits[field]}, and was set to that`,
      })),
    ...findClampedWaits(
      callback.retryPolicy,
      sent.webhooks?.[index]?.["retryPolicy"],
      `$.webhooks[${index}].retryPolicy`,
    ),
  ]);
}

/** An address that could never be dialled. */
function findAddressProblem(callback: CallbackFields): { path: [string]; message: string } | null {
  const { type, kafkaBrokers, rabbitURL } = callback;
  if (type === "kafka" && kafkaBrokers && parseKafkaBrokers(kafkaBrokers) === null) {
    return { path: ["kafkaBrokers"], message: "must be at most 20 of host:port, comma-separated, such as kafka:9092" };
  }
  if (type === "rabbitmq" && rabbitURL && parseAmqpUrl(rabbitURL) === null) {
    const message =
      "must be a URL such as amqp://user:password@host:5672/vhost, with special characters percent-encoded";
    return { path: ["rabbitURL"], message };
  }
  return null;
}

type CallbackFields = {
  [
    field in
      | "type"
      | "url"
      | "kafkaBrokers"
      | "kafkaTopic"
      | "kafkaUsername"
      | "rabbitURL"
      | "rabbitExchange"
      | "rabbitRoutingKey"
      | "rabbitQueue"
  ]?: string | undefined;
} & {
  kafkaUseSASL?: boolean | undefined;
};

/** Which required fields a callback lacks (contract F13, F25, F27, F34, F38). */
function missingFields(callback: CallbackFields): string[] {
  switch (callback.type) {
    case "kafka":
      return [
        ...(callback.kafkaBrokers ? [] : ["kafkaBrokers"]),
        ...(callback.kafkaTopic ? [] : ["kafkaTopic"]),
        ...(callback.kafkaUseSASL && !callback.kafkaUsername ? ["kafkaUsername"] : []),
      ];
    case "rabbitmq": {
      const hasTarget = callback.rabbitExchange || callback.rabbitRoutingKey || callback.rabbitQueue;
      return [...(callback.rabbitURL ? [] : ["rabbitURL"]), ...(hasTarget ? [] : ["rabbitQueue"])];
    }
    default:
      return callback.url ? [] : ["url"];
  }
}
