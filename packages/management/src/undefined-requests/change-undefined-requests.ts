import { deleteUndefinedRequests as remove, ignoreUndefinedRequest as ignore } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { getUndefinedRequest } from "./get-undefined-request.ts";

/** Leaves it out of the default list; its calls are still counted (contract C6.2). */
export async function ignoreUndefinedRequest(management: Management, actor: Actor, id: string): Promise<void> {
  await ignore(management.db, await getUndefinedRequest(management, actor, { id, action: "request.write" }));
}

/** Forgets these of a namespace, or all of it; a further call makes it appear again (contract C6.3, C6.4). Returns how many there were. */
export async function deleteUndefinedRequests(
  management: Management,
  actor: Actor,
  { namespace, ids }: { namespace: string; ids: readonly string[] | "all" },
): Promise<number> {
  authorise(actor, "request.write", namespace);
  await requireNamespace(management, namespace);
  await management.requestLog.flush();
  return remove(management.db, namespace, ids);
}
