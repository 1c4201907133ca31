import { z } from "zod";

/** What a condition can assert (contract B3; the mixed spelling is the contract's). */
const assertActions = [
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "any",
  "notEmpty",
  "empty",
  "matches",
] as const;

/** One check on body, header or query: path, operator, expected value. */
const ConditionSchema = z.object({
  path: z.string(),
  /** Absent: `equals`. */
  assertAction: z.enum(assertActions).optional(),
  value: z.unknown().optional(),
  valueFromFile: z.string().optional(),
  sortArray: z.boolean().optional(),
  decode: z.enum(["base64", ""]).optional(),
});

export const ConditionsSchema = z.array(ConditionSchema);
