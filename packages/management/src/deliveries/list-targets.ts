import { listTargets as readTargets, type StoredTarget } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";

export type TargetView = StoredTarget;

/** A page of the targets of a namespace, by name. `nextCursor` leads to the page behind it; null: there is none. */
export async function listTargets(
  management: Management,
  actor: Actor,
  { namespace, cursor, limit }: { namespace: string; cursor: string | undefined; limit: number },
): Promise<{ targets: TargetView[]; nextCursor: string | null }> {
  authorise(actor, "delivery.read", namespace);
  await requireNamespace(management, namespace);
  // One more than the page, to know whether there is another.
  const found = await readTargets(management.db, { namespace, after: cursor ?? "", limit: limit + 1 });
  const targets = found.slice(0, limit);
  return { targets, nextCursor: found.length > limit ? (targets.at(-1)?.target ?? null) : null };
}
