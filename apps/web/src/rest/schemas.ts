import { z } from "@hono/zod-openapi";

/** Parts that many routes share. */

const ProblemsSchema = z.array(z.object({ path: z.string(), message: z.string() }));

export const ErrorSchema = z
  .object({
    error: z.string(),
    code: z.string(),
    request_id: z.string(),
    problems: ProblemsSchema.optional(),
  })
  .openapi("Error");

/** What was saved all the same, but is worth knowing (contract, Decided 16). */
export const WarningsSchema = ProblemsSchema;

export const NamespaceQuerySchema = z.object({ namespace: z.string().optional() });
export const NamespaceHeaderSchema = z.object({ "x-namespace": z.string().optional() });

/** Absent, empty and 0 mean the default. */
export function countWithDefault(fallback: number, maximum: number) {
  return z
    .preprocess(
      (value) => (value === "" || value === undefined ? 0 : Number(value)),
      z.int("must be a whole number").min(0).max(maximum),
    )
    .transform((value) => value || fallback);
}

/** Paging by offset (contract C1.2). */
export const PageQuerySchema = z.object({
  offset: countWithDefault(0, 1_000_000_000),
  limit: countWithDefault(50, 1_000),
});

/** A point in time in a query. */
export const TimeSchema = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-23T10:00:00Z" })
  .transform((text) => new Date(text))
  .optional();

export const json = <Schema extends z.ZodType>(schema: Schema) => ({ "application/json": { schema } });

/** Every route can answer with these. */
export const errorAnswers = {
  400: { description: "What was sent is not valid", content: json(ErrorSchema) },
  401: { description: "No valid token", content: json(ErrorSchema) },
  403: { description: "Not allowed", content: json(ErrorSchema) },
  404: { description: "Not there, or not yours", content: json(ErrorSchema) },
  409: { description: "In conflict with what is there", content: json(ErrorSchema) },
  412: { description: "The mock is not what If-Match or If-None-Match says", content: json(ErrorSchema) },
  413: { description: "The body is too large", content: json(ErrorSchema) },
  429: {
    description: "The token has used up one of its limits; Retry-After says when to go on",
    content: json(ErrorSchema),
  },
  503: { description: "Something that is needed is away", content: json(ErrorSchema) },
} as const;
