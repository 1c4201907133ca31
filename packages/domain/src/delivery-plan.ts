import { z } from "zod";
import type { Callback } from "./callback.ts";
import { afterFailures } from "./callback-order.ts";
import { TraceContextSchema } from "./trace-context.ts";

const EntriesSchema = z.array(z.tuple([z.string(), z.unknown()]));
const ListsSchema = z.record(z.string(), z.array(z.string()));

/** What a message is rendered of later: the parts of its call that its templates name. */
export const PostponedMessageSchema = z.object({
  /** As it is stored in the mock, its secrets sealed. */
  callback: z.custom<Callback>((value) => typeof value === "object" && value !== null),
  index: z.int(),
  /** Whether an expression without a value fails it. */
  isStrict: z.boolean(),
  hops: z.int(),
  context: z.object({
    namespace: z.string(),
    request: z.object({
      body: z.unknown().optional(),
      headers: ListsSchema,
      query: ListsSchema,
      pathParams: z.record(z.string(), z.string()),
      method: z.string(),
      path: z.string(),
    }),
    response: z.unknown().optional(),
    stores: z.object({ global: EntriesSchema, chain: EntriesSchema, mock: EntriesSchema }),
    /** Of the call; absent: none. */
    trace: TraceContextSchema.optional(),
  }),
});
export type PostponedMessage = z.infer<typeof PostponedMessageSchema>;

/** How a delivery goes on when the one that it waits for is final. */
const DeliveryPlanSchema = z.object({
  version: z.literal(1),
  predecessor: z.object({ id: z.guid(), name: z.string() }),
  afterFailure: z.enum(afterFailures),
  /** Null: it is rendered already. */
  postponed: PostponedMessageSchema.nullable(),
  /** Deliveries whose answers it uses, by the name of their callback. */
  answers: z.array(z.object({ name: z.string(), id: z.guid() })),
});
export type DeliveryPlan = z.infer<typeof DeliveryPlanSchema>;

/** The text that is stored. */
export function encodePlan(plan: DeliveryPlan): string {
  return JSON.stringify(plan);
}

/** The reverse; throws when it is not a plan that this version knows. */
export function decodePlan(text: string): DeliveryPlan {
  return DeliveryPlanSchema.parse(JSON.parse(text));
}
