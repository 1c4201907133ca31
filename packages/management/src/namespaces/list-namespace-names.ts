import { listNamespaceNames as readNames, type PageBehind } from "@understudy/database";
import { defaultNamespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { isAllowed, visibleNamespaces } from "../permissions.ts";

/** Most names of one page: all of them, as far as anybody has so many. */
export const namespaceNamesMax = 10_000;

/** A page of the names of the namespaces that the actor may see, in their order. `next`: behind which the next page begins. */
export async function listNamespaceNames(
  management: Management,
  actor: Actor,
  page: PageBehind<string>,
): Promise<{ names: string[]; next: string | null }> {
  const mayRead = (name: string): boolean => isAllowed(actor, "namespace.read", name);
  const visible = visibleNamespaces(actor);
  // Who sees all namespaces may still be a token that must not read them: what it may do is the same in all.
  if (visible === null)
    return mayRead(defaultNamespace) ? readNames(management.db, null, page) : { names: [], next: null };
  return readNames(management.db, visible.filter(mayRead), page);
}
