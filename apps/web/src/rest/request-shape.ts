import { z } from "@hono/zod-openapi";
import type { RequestView } from "@understudy/management";

export const BodySchema = z.object({ encoding: z.enum(["text", "base64"]), content: z.string() }).nullable();
/** Said in words that every tool for OpenAPI understands; a tuple's are not. */
const HeaderSchema = z
  .tuple([z.string(), z.string()])
  .openapi({ type: "array", items: { type: "string" }, minItems: 2, maxItems: 2, description: "Name and value" });
export const HeadersSchema = z.array(HeaderSchema);

/** Times are ISO 8601 with milliseconds, in UTC. */
export const RequestSchema = z
  .object({
    id: z.string(),
    namespace: z.string(),
    receivedAt: z.string(),
    method: z.string(),
    path: z.string().describe("Below the namespace"),
    query: z.string(),
    headers: HeadersSchema.describe("Secrets of the caller are masked"),
    body: BodySchema.describe("The first 64 KiB; in lists 16 KiB"),
    isBodyTruncated: z.boolean(),
    address: z.string(),
    mockId: z.string().nullable().describe("Null: no mock matched"),
    mockVersion: z.number().nullable(),
    durationMs: z.number(),
    response: z.object({
      status: z.number(),
      headers: HeadersSchema,
      body: BodySchema,
      isBodyTruncated: z.boolean(),
    }),
  })
  .openapi("LoggedRequest");

export const FailedCheckSchema = z.object({
  kind: z.enum(["route", "method", "ttl", "limit", "body", "query", "header"]),
  path: z.string().optional(),
  assertAction: z.string().optional(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  reason: z.string(),
});

export const NearMissSchema = z.object({
  mockId: z.string(),
  route: z.string(),
  method: z.string().nullable(),
  failed: z.array(FailedCheckSchema),
  distance: z.number(),
});

/** A condition that was looked at. */
export const CheckSchema = z.object({
  kind: z.enum(["body", "query", "header"]),
  path: z.string().optional(),
  assertAction: z.string().optional(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  holds: z.boolean(),
  reason: z.string().optional(),
});

export function toWireRequest(request: RequestView): z.infer<typeof RequestSchema> {
  return { ...request, receivedAt: request.receivedAt.toISOString() };
}
