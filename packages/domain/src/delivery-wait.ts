import { z } from "zod";
import { callbackTypes } from "./callback.ts";
import { ConditionsSchema } from "./condition.ts";
import { deliveryStates } from "./delivery.ts";
import { NamespaceNameSchema } from "./namespace.ts";

/** Longest time that somebody waits for deliveries, milliseconds: the front door gives an answer twice that time to begin. */
const timeoutMsMax = 60_000;
const countMax = 1_000;

const StateSchema = z.enum(deliveryStates, `must be one of ${deliveryStates.join(", ")}`);

/** Which deliveries are waited for, and how many. What is given must all hold. */
export const DeliveryWaitSchema = z.object({
  namespace: NamespaceNameSchema.optional(),
  mockId: z.string().min(1).max(200).optional(),
  /** The X-Request-Id of the stub's answer. */
  requestId: z.string().min(1).max(200).optional(),
  type: z.enum(callbackTypes, `must be one of ${callbackTypes.join(", ")}`).optional(),
  /** Name of the callback. */
  callbackName: z.string().min(1).max(200).optional(),
  /** As in the list of deliveries: host and port; of Kafka and RabbitMQ the whole destination. */
  target: z.string().min(1).max(2_000).optional(),
  /** One, or several of which any will do. Absent: `delivered`; with `attemptsAtLeast`: any. */
  state: z
    .union([StateSchema.transform((state) => [state]), z.array(StateSchema).min(1).max(deliveryStates.length)], {
      error: `must be one of ${deliveryStates.join(", ")}, or a list of these`,
    })
    .optional(),
  /** Made so far, whatever came of them. */
  attemptsAtLeast: z.int("must be a whole number").min(1).max(1_000).optional(),
  /** What is sent, in the language in which mocks look at requests. */
  message: z
    .object({
      conditions: ConditionsSchema.optional(),
      header: ConditionsSchema.optional(),
      queryParams: ConditionsSchema.optional(),
      sortArray: z.boolean().optional(),
    })
    .optional(),
  /** Only deliveries made at this time or later. */
  since: z.iso
    .datetime({ offset: true, error: "must be a time such as 2026-11-23T10:00:00Z" })
    .transform((text) => new Date(text))
    .optional(),
  /** At least so many. */
  count: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(countMax, `must be at most ${countMax}`)
    .default(1),
  timeoutMs: z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(timeoutMsMax, `must be at most ${timeoutMsMax}`)
    .default(5_000),
});
export type DeliveryWait = z.infer<typeof DeliveryWaitSchema>;
