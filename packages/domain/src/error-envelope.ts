import { z } from "zod";
import type { ErrorEnvelope } from "./app-error.ts";

const ErrorEnvelopeSchema = z.object({ error: z.string(), code: z.string(), request_id: z.string() });

/** The reverse of `toErrorEnvelope`; null for a text that is none. */
export function readErrorEnvelope(text: string): ErrorEnvelope | null {
  try {
    return ErrorEnvelopeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
