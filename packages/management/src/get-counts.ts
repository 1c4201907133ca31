import { countInNamespaces, type NamespaceCounts } from "@understudy/database";
import type { Actor } from "./actor.ts";
import type { Management } from "./management.ts";
import { listNamespaces } from "./namespaces/list-namespaces.ts";
import { authorise, unknownNamespace } from "./permissions.ts";

/** Counts what is in a namespace, or, when none is named, in all that the actor may see; and how many of these there are. */
export async function getCounts(
  management: Management,
  actor: Actor,
  namespace: string | undefined,
): Promise<NamespaceCounts & { namespaces: number }> {
  if (namespace !== undefined) authorise(actor, "namespace.read", namespace);
  const visible = (await listNamespaces(management, actor)).map(({ name }) => name);
  if (namespace !== undefined && !visible.includes(namespace)) throw unknownNamespace(namespace);
  const counts = await countInNamespaces(management.db, namespace === undefined ? visible : [namespace]);
  return { ...counts, namespaces: visible.length };
}
