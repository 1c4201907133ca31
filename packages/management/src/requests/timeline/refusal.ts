import type { LoggedRequest } from "@understudy/database";
import { z } from "zod";

const EnvelopeSchema = z.object({ error: z.string(), code: z.string(), request_id: z.string() });

/** What we said ourselves instead of what a mock says: our error envelope, with the call's own id. Null: the answer is a mock's. */
export function findRefusal({ id, status, responseBody }: LoggedRequest): { error: string; code: string } | null {
  if (status < 400 || responseBody === null) return null;
  try {
    const { error, code, request_id } = EnvelopeSchema.parse(JSON.parse(Buffer.from(responseBody).toString()));
    return request_id === id ? { error, code } : null;
  } catch {
    return null;
  }
}
