import type { LoggedRequest } from "@understudy/database";
import { readErrorEnvelope } from "@understudy/domain";

/** What we said ourselves instead of what a mock says: our error envelope, with the call's own id. Null: the answer is a mock's. */
export function findRefusal({ id, status, responseBody }: LoggedRequest): { error: string; code: string } | null {
  if (status < 400 || responseBody === null) return null;
  const envelope = readErrorEnvelope(Buffer.from(responseBody).toString());
  return envelope?.request_id === id ? envelope : null;
}
