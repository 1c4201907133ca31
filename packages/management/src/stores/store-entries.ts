import {
  deleteStoreEntry as removeStoreEntry,
  findNamespace,
  findStoreEntry,
  isChainKnown,
  listStoreEntries,
  type PageBehind,
  putStoreEntry,
  storeEntriesMax,
  type StoreKey,
} from "@understudy/database";
import { AppError, type ChangedResource } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

export { storeEntriesMax };

/** A page of the entries of a store by key: the global one of a namespace, or that of a chain. A chain that nobody knows has none. `next`: behind which the next page begins. */
export async function listStore(
  management: Management,
  actor: Actor,
  { store, ...page }: { store: StoreKey } & PageBehind<string>,
): Promise<{ entries: [string, unknown][]; next: string | null }> {
  authorise(actor, "store.read", store.namespace);
  await requireNamespace(management, store.namespace);
  const { entries, next } = await listStoreEntries(management.db, store, page);
  return { entries: entries.map(({ key, value }) => [key, value]), next };
}

/** Sets an entry of a store. Mocks see it with their next call. */
export async function setStoreEntry(
  management: Management,
  actor: Actor,
  { store, ...entry }: { store: StoreKey; key: string; value: unknown },
): Promise<void> {
  authorise(actor, "store.write", store.namespace);
  await requireNamespace(management, store.namespace);
  await transact(management, async (tx) => {
    const before = await findStoreEntry(tx, { ...store, key: entry.key });
    await putStoreEntry(tx, store, entry);
    await recordChanges(management, { tx, author: actor }, [
      {
        operation: "store.set",
        namespace: store.namespace,
        resource: toEntryResource(store, entry.key),
        before,
        after: { value: entry.value },
      },
    ]);
  });
}

/** Removes an entry of a store. Throws `not_found` when it is not there. */
export async function deleteStoreEntry(
  management: Management,
  actor: Actor,
  { store, key }: { store: StoreKey; key: string },
): Promise<void> {
  authorise(actor, "store.write", store.namespace);
  const isRemoved = await transact(management, async (tx) => {
    const before = await findStoreEntry(tx, { ...store, key });
    if (!(await removeStoreEntry(tx, store, key))) return false;
    await recordChanges(management, { tx, author: actor }, [
      { operation: "store.delete", namespace: store.namespace, resource: toEntryResource(store, key), before },
    ]);
    return true;
  });
  if (isRemoved) return;
  const name = store.chainId === "" ? "the global store" : `the store of the chain ${JSON.stringify(store.chainId)}`;
  throw new AppError("not_found", `${name} in ${store.namespace} has no key ${JSON.stringify(key)}`);
}

/** Whether a mock or a store entry, live or not, belongs to a chain that the actor may read. */
export async function hasChain(management: Management, actor: Actor, chain: StoreKey): Promise<boolean> {
  authorise(actor, "store.read", chain.namespace);
  return isChainKnown(management.db, chain);
}

/** An entry of the global store has the name of its key, one of a chain's store that of the chain before it. */
function toEntryResource({ chainId }: StoreKey, key: string): ChangedResource {
  return { type: "store_entry", id: chainId === "" ? key : `${chainId}/${key}`, name: key };
}

async function requireNamespace(management: Management, namespace: string): Promise<void> {
  if ((await findNamespace(management.db, namespace)) === null) throw unknownNamespace(namespace);
}
