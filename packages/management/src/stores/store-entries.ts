import {
  deleteStoreEntry as removeStoreEntry,
  findNamespace,
  isChainKnown,
  listStoreEntries,
  putStoreEntry,
  type StoreKey,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";

/** The entries of a store by key: the global one of a namespace, or that of a chain. A chain that nobody knows has none. */
export async function getStore(management: Management, actor: Actor, store: StoreKey): Promise<[string, unknown][]> {
  authorise(actor, "store.read", store.namespace);
  await requireNamespace(management, store.namespace);
  const entries = await listStoreEntries(management.db, store);
  return entries.map(({ key, value }) => [key, value]);
}

/** Sets an entry of a store. Mocks see it with their next call. */
export async function setStoreEntry(
  management: Management,
  actor: Actor,
  { store, ...entry }: { store: StoreKey; key: string; value: unknown },
): Promise<void> {
  authorise(actor, "store.write", store.namespace);
  await requireNamespace(management, store.namespace);
  await putStoreEntry(management.db, store, entry);
}

/** Removes an entry of a store. Throws `not_found` when it is not there. */
export async function deleteStoreEntry(
  management: Management,
  actor: Actor,
  { store, key }: { store: StoreKey; key: string },
): Promise<void> {
  authorise(actor, "store.write", store.namespace);
  if (await removeStoreEntry(management.db, store, key)) return;
  const name = store.chainId === "" ? "the global store" : `the store of the chain ${JSON.stringify(store.chainId)}`;
  throw new AppError("not_found", `${name} in ${store.namespace} has no key ${JSON.stringify(key)}`);
}

/** Whether a mock or a store entry, live or not, belongs to a chain that the actor may read. */
export async function hasChain(management: Management, actor: Actor, chain: StoreKey): Promise<boolean> {
  authorise(actor, "store.read", chain.namespace);
  return isChainKnown(management.db, chain);
}

async function requireNamespace(management: Management, namespace: string): Promise<void> {
  if ((await findNamespace(management.db, namespace)) === null) throw unknownNamespace(namespace);
}
