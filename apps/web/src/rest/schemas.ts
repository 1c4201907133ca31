import { z } from "@hono/zod-openapi";

/** Parts that many routes share. */

const ProblemSchema = z
  .object({
    path: z.string().openapi({ example: "$.http.route" }),
    message: z.string().openapi({ example: "is required, for example /api/users/:id" }),
  })
  .openapi("Problem");
const ProblemsSchema = z.array(ProblemSchema);

export const ErrorSchema = z
  .object({
    error: z.string().openapi({ example: "The request is not valid" }),
    code: z.string().openapi({ example: "validation" }),
    request_id: z.string().openapi({ example: "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e" }),
    problems: ProblemsSchema.optional(),
  })
  .openapi("Error");

/** Both versions, and what the mock is now: whoever was late can merge without another read. */
const MockChangedSchema = z
  .object({
    ...ErrorSchema.shape,
    currentVersion: z.number().nullable(),
    yourVersion: z.number().nullable(),
    mock: z.looseObject({ id: z.string() }).nullable(),
  })
  .openapi("MockChanged");

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

/**
 * A schema under a name of its own in the document. For schemas of `domain`, which may be made before the method for it is there: that depends
 * on the order in which a bundle loads its parts.
 */
export function nameSchema<Schema extends z.ZodType>(schema: Schema, name: string): Schema {
  return schema.clone().openapi(name);
}

/** Every route can answer with these. */
export const errorAnswers = {
  400: { description: "What was sent is not valid", content: json(ErrorSchema) },
  401: { description: "No valid token", content: json(ErrorSchema) },
  403: { description: "Not allowed", content: json(ErrorSchema) },
  404: { description: "Not there, or not yours", content: json(ErrorSchema) },
  409: { description: "In conflict with what is there", content: json(ErrorSchema) },
  412: { description: "The mock is not what If-Match or If-None-Match says", content: json(MockChangedSchema) },
  413: { description: "The body is too large", content: json(ErrorSchema) },
  429: {
    description: "Too many at once, or the token has used up one of its limits; Retry-After says when to go on",
    content: json(ErrorSchema),
  },
  431: { description: "The address, or the headers together, are longer than 16 KiB" },
  500: { description: "Something went wrong on our side", content: json(ErrorSchema) },
  503: { description: "Something that is needed is away", content: json(ErrorSchema) },
} as const;
