import type { Transaction } from "./client.ts";
import type { Pool } from "./pool.ts";

/** Which store of a namespace: the global one, or that of a chain. */
export interface StoreKey {
  namespace: string;
  /** Empty: the global store. */
  chainId: string;
}

/** Reads some keys of a store, or all, in one statement; those that are not there are left out. */
export async function readStoreKeys(
  pool: Pool,
  store: StoreKey,
  keys: readonly string[] | "all",
): Promise<Map<string, unknown>> {
  const { rows } = await pool.query<{ key: string; value: string }>({
    name: "read_store_keys",
    text: "select key, value from store_entry where namespace = $1 and chain_id = $2 and ($3::text[] is null or key = any($3)) limit $4",
    values: [store.namespace, store.chainId, keys === "all" ? null : keys, storeEntriesMax],
  });
  return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
}

/** A whole store, by key. */
export async function listStoreEntries(tx: Transaction, store: StoreKey): Promise<{ key: string; value: unknown }[]> {
  const rows = await tx.storeEntry.findMany({
    where: { namespaceName: store.namespace, chainId: store.chainId },
    orderBy: { key: "asc" },
    take: storeEntriesMax,
  });
  return rows.map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }));
}

/** Most entries of a store that one read returns. */
const storeEntriesMax = 10_000;

export async function putStoreEntry(
  tx: Transaction,
  store: StoreKey,
  entry: { key: string; value: unknown },
): Promise<void> {
  const key = { namespaceName: store.namespace, chainId: store.chainId, key: entry.key };
  const value = JSON.stringify(entry.value);
  await tx.storeEntry.upsert({
    where: { namespaceName_chainId_key: key },
    create: { ...key, value },
    update: { value, updatedAt: new Date() },
  });
}

/** Returns whether there was such an entry. */
export async function deleteStoreEntry(tx: Transaction, store: StoreKey, key: string): Promise<boolean> {
  const { count } = await tx.storeEntry.deleteMany({
    where: { namespaceName: store.namespace, chainId: store.chainId, key },
  });
  return count > 0;
}

/** Whether a mock, deleted or not, or a store entry belongs to a chain. */
export async function isChainKnown(tx: Transaction, { namespace, chainId }: StoreKey): Promise<boolean> {
  const rows = await tx.$queryRaw<{ known: boolean }[]>`
    select exists (select from mock where namespace = ${namespace} and chain_id = ${chainId})
        or exists (select from store_entry where namespace = ${namespace} and chain_id = ${chainId}) as known`;
  return rows[0]?.known ?? false;
}
