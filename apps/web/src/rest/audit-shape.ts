import { z } from "@hono/zod-openapi";
import type { AuditEntry, AuditFilter } from "@understudy/domain";
import { TimeSchema } from "./schemas.ts";

/** Something that somebody did, or was denied. */
export const AuditEntrySchema = z
  .object({
    id: z.string(),
    number: z.int().nullable().describe("Its place in the chain of its namespace; null: it is not sealed yet"),
    namespace: z.string().nullable().describe("null: the installation"),
    at: z.iso.datetime(),
    operation: z.string(),
    outcome: z.enum(["done", "denied"]),
    reason: z.string().nullable().describe("Why it was denied"),
    times: z.int().describe("How often it was denied in a row"),
    actor: z.object({
      kind: z.enum(["user", "job", "anonymous"]),
      name: z.string(),
      userId: z.string().nullable(),
      tokenId: z.string().nullable(),
      sessionId: z.string().nullable(),
      address: z.string().nullable(),
    }),
    resource: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
    before: z.unknown().describe("What was, without secrets"),
    after: z.unknown().describe("What is now, without secrets"),
  })
  .openapi("AuditEntry");
export type WireAuditEntry = z.infer<typeof AuditEntrySchema>;

export function toWireAuditEntry(entry: AuditEntry): WireAuditEntry {
  const { id, namespace, operation, reason, times, resource, author } = entry;
  return {
    id,
    number: entry.number === null ? null : Number(entry.number),
    namespace,
    at: entry.at.toISOString(),
    operation,
    outcome: entry.isDone ? "done" : "denied",
    reason,
    times,
    actor: author,
    resource,
    before: parse(entry.before),
    after: parse(entry.after),
  };
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

const text = z.string().min(1).max(500).optional();

/** What somebody looks for. */
export const AuditFilterSchema = z.object({
  operation: text.describe("Its beginning, such as mock. or token.create"),
  actor: text.describe("A login, or the name of a job"),
  resource: text.describe("Id of what was changed"),
  outcome: z.enum(["done", "denied"], "must be done or denied").optional(),
  from: TimeSchema,
  to: TimeSchema,
});

/** The same of the installation and all namespaces. */
export const InstallationAuditFilterSchema = AuditFilterSchema.extend({
  namespace: text.describe("Of this namespace alone, deleted or not"),
  installation: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .describe("Only what concerns no namespace"),
});

export function toAuditFilter({
  installation,
  namespace,
  ...filter
}: z.infer<typeof InstallationAuditFilterSchema>): AuditFilter {
  return { ...filter, namespace: installation === "true" ? null : namespace };
}
