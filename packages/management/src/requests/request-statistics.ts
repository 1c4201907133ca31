import { readRequestStatistics, type RequestStatistics } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";

/** Counts and times of a namespace's calls (contract C7.4). */
export async function getRequestStatistics(
  management: Management,
  actor: Actor,
  namespace: string,
): Promise<RequestStatistics> {
  authorise(actor, "request.read", namespace);
  await requireNamespace(management, namespace);
  await management.requestLog.flush();
  return readRequestStatistics(management.db, namespace);
}
