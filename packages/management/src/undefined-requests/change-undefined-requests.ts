import { deleteUndefinedRequests as remove, ignoreUndefinedRequest as ignore } from "@understudy/database";
import type { Change } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { getUndefinedRequest } from "./get-undefined-request.ts";

/** Leaves it out of the default list; its calls are still counted (contract C6.2). */
export async function ignoreUndefinedRequest(management: Management, actor: Actor, id: string): Promise<void> {
  const found = await getUndefinedRequest(management, actor, { id, action: "request.write" });
  const { namespace, method, path, ignored } = found;
  await transact(management, async (tx) => {
    await ignore(tx, found);
    await recordChanges(management, { tx, author: actor }, [
      {
        operation: "undefined_request.ignore",
        namespace,
        resource: { type: "undefined_request", id, name: `${method} ${path}` },
        before: { ignored },
        after: { ignored: true },
      },
    ]);
  });
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
  return transact(management, async (tx) => {
    const count = await remove(tx, namespace, ids);
    if (count > 0) await recordChanges(management, { tx, author: actor }, [toDeletion(namespace, ids, count)]);
    return count;
  });
}

/** One change, however many there were: nobody looks for each of them. */
function toDeletion(namespace: string, ids: readonly string[] | "all", count: number): Change {
  const id = ids !== "all" && ids.length === 1 ? (ids[0] ?? "*") : "*";
  return {
    operation: "undefined_request.delete",
    namespace,
    resource: { type: "undefined_request", id },
    before: { count, ids },
  };
}
