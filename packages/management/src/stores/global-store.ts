import { deleteStoreEntry, findNamespace, listStoreEntries, putStoreEntry } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";

/** The entries of a namespace's global store, by key. */
export async function getGlobalStore(
  management: Management,
  actor: Actor,
  namespace: string,
): Promise<[string, unknown][]> {
  authorise(actor, "store.read", namespace);
  await requireNamespace(management, namespace);
  const entries = await listStoreEntries(management.db, { namespace, chainId: "" });
  return entries.map(({ key, value }) => [key, value]);
}

/** Sets an entry of the global store. Mocks see it with their next call. */
export async function setGlobalEntry(
  management: Management,
  actor: Actor,
  entry: { namespace: string; key: string; value: unknown },
): Promise<void> {
  authorise(actor, "store.write", entry.namespace);
  await requireNamespace(management, entry.namespace);
  await putStoreEntry(management.db, { namespace: entry.namespace, chainId: "" }, entry);
}

/** Removes an entry of the global store. Throws `not_found` when it is not there. */
export async function deleteGlobalEntry(
  management: Management,
  actor: Actor,
  { namespace, key }: { namespace: string; key: string },
): Promise<void> {
  authorise(actor, "store.write", namespace);
  const isDeleted = await deleteStoreEntry(management.db, { namespace, chainId: "" }, key);
  if (!isDeleted) throw new AppError("not_found", `the global store of ${namespace} has no key ${JSON.stringify(key)}`);
}

async function requireNamespace(management: Management, namespace: string): Promise<void> {
  if ((await findNamespace(management.db, namespace)) === null) throw unknownNamespace(namespace);
}
