import { z } from "zod";

const TextsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** A request that nobody sent: to ask which mock would answer it, and what. */
export const SampleRequestSchema = z.object({
  method: z.string().min(1, "must be an HTTP method such as GET or POST").max(20).toUpperCase().default("GET"),
  /** Below the namespace; may have a query. */
  path: z.string().min(1, "is required, for example /api/users/7").max(16_384),
  /** As text, or values by name. Absent: that of the path. */
  query: z.union([z.string(), TextsSchema]).optional(),
  headers: TextsSchema.optional(),
  /** A text is sent as it is, anything else as JSON. */
  body: z.unknown().optional(),
});
export type SampleRequest = z.infer<typeof SampleRequestSchema>;
