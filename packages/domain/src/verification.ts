import { z } from "zod";
import { ConditionsSchema } from "./condition.ts";
import { NamespaceNameSchema } from "./namespace.ts";

const count = z.int("must be a whole number").nonnegative("must not be negative").optional();

/** Longest time that a verification waits, milliseconds. */
const withinMsMax = 30_000;

/** What calls are expected to have come in: which ones, and how many. */
export const VerificationSchema = z
  .object({
    namespace: NamespaceNameSchema.optional(),
    mockId: z.string().min(1).max(200).optional(),
    method: z
      .string()
      .regex(/^[A-Za-z-]{1,20}$/, "must be an HTTP method such as GET or POST")
      .toUpperCase()
      .optional(),
    /** A route as in mocks, with parameters and a star at the end. */
    route: z.string().max(2_000).optional(),
    /** The same; what some call it. */
    path: z.string().max(2_000).optional(),
    conditions: ConditionsSchema.optional(),
    queryParams: ConditionsSchema.optional(),
    header: ConditionsSchema.optional(),
    sortArray: z.boolean().optional(),
    /** Only calls that came at this time or later. */
    since: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-11-23T10:00:00Z" })
      .transform((text) => new Date(text))
      .optional(),
    exactly: count,
    atLeast: count,
    atMost: count,
    never: z.literal(true, "must be true").optional(),
    /** How long to wait until it is so; a limit upwards is watched for the whole time. */
    withinMs: z.int("must be a whole number").min(0).max(withinMsMax, `must be at most ${withinMsMax}`).default(0),
  })
  .superRefine((verification, context) => {
    const counts = (["exactly", "atLeast", "atMost", "never"] as const).filter(
      (name) => verification[name] !== undefined,
    );
    if (counts.length > 1) {
      context.addIssue({
        code: "custom",
        path: [counts[1] ?? ""],
        message: `only one of ${counts.join(", ")} can be expected`,
      });
    }
    if (verification.route !== undefined && verification.path !== undefined) {
      context.addIssue({ code: "custom", path: ["path"], message: "is the same as route; give one of them" });
    }
  });
export type Verification = z.infer<typeof VerificationSchema>;
