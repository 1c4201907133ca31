import { type FoundMock, type FoundMockPosition, type ListPage, searchMocks } from "@understudy/database";
import { defaultNamespace } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import type { Management } from "./management.ts";
import { requireNamespace } from "./namespaces/require-namespace.ts";
import { authorise, isAllowed, visibleNamespaces } from "./permissions.ts";

/** Live mocks by a part of their name, in a namespace or, when none is named, wherever the actor may read. `next`: behind which the next page begins. */
export async function searchEntities(
  management: Management,
  actor: Actor,
  { namespace, ...query }: { namespace: string | undefined; search: string } & ListPage<FoundMockPosition>,
): Promise<{ items: FoundMock[]; total: number; next: FoundMockPosition | null }> {
  if (namespace !== undefined) {
    authorise(actor, "mock.read", namespace);
    await requireNamespace(management, namespace);
    return searchMocks(management.db, { ...query, namespaces: [namespace] });
  }
  const visible = visibleNamespaces(actor);
  // Who sees all namespaces may still be a token that must not read mocks.
  if (visible === null) authorise(actor, "mock.read", defaultNamespace);
  const namespaces = visible?.filter((name) => isAllowed(actor, "mock.read", name)) ?? null;
  return searchMocks(management.db, { ...query, namespaces });
}
