import type { Transaction } from "./client.ts";
import { cutPage, type PageBehind } from "./list-page.ts";
import type { Queryable } from "./transact.ts";

/** Which store of a namespace: the global one, or that of a chain. */
export interface StoreKey {
  namespace: string;
  /** Empty: the global store. */
  chainId: string;
}

/** One entry of a store. */
export interface StoreEntryKey extends StoreKey {
  key: string;
}

/** A value to set in a store; `value` is JSON text. */
export interface StoreWrite extends StoreEntryKey {
  value: string;
}

/** Reads some keys of a store, or all, in one statement; those that are not there are left out. */
export async function readStoreKeys(
  db: Queryable,
  store: StoreKey,
  keys: readonly string[] | "all",
): Promise<Map<string, unknown>> {
  const { rows } = await db.query<{ key: string; value: string }>({
    name: "read_store_keys",
    text: "select key, value from store_entry where namespace = $1 and chain_id = $2 and ($3::text[] is null or key = any($3)) limit $4",
    values: [store.namespace, store.chainId, keys === "all" ? null : keys, storeEntriesMax],
  });
  return new Map(rows.filter(hasValue).map(({ key, value }) => [key, JSON.parse(value) as unknown]));
}

/** Reads entries of any stores in one statement; those that are not there are left out. */
export async function readStoreEntries(
  db: Queryable,
  entries: readonly StoreEntryKey[],
): Promise<(StoreEntryKey & { value: unknown })[]> {
  const { rows } = await db.query<EntryRow>({
    name: "read_store_entries",
    text: `
      select namespace, chain_id, key, value from store_entry
      where (namespace, chain_id, key) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
    values: toColumns(entries),
  });
  return rows.filter(hasValue).map(toEntry);
}

/**
 * Locks entries until the end of the transaction, those that are not there yet too, and reads them. The caller writes each of them
 * in this transaction: one that is not there is locked by a row without a value.
 */
export async function lockStoreEntries(
  tx: Queryable,
  entries: readonly StoreEntryKey[],
): Promise<(StoreEntryKey & { value: unknown })[]> {
  const { rows } = await tx.query<EntryRow>({
    name: "lock_store_entries",
    text: `
      insert into store_entry (namespace, chain_id, key, value)
      select e.*, '' from unnest($1::text[], $2::text[], $3::text[]) as e
      on conflict (namespace, chain_id, key) do update set value = store_entry.value
      returning namespace, chain_id, key, value`,
    values: toColumns(inLockOrder(entries)),
  });
  return rows.filter(hasValue).map(toEntry);
}

/** One entry a key, the last of those that are given, in the order in which all who write lock them: nobody waits in a circle. */
export function inLockOrder<Entry extends StoreEntryKey>(entries: readonly Entry[]): Entry[] {
  const last = new Map(entries.map((entry) => [nameOfEntry(entry), entry]));
  return [...last].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
}

/** One text for each entry, to find it by. */
export function nameOfEntry({ namespace, chainId, key }: StoreEntryKey): string {
  return JSON.stringify([namespace, chainId, key]);
}

/** A row without a value is a lock of this transaction: nobody else sees it. */
function hasValue({ value }: { value: string }): boolean {
  return value !== "";
}

interface EntryRow {
  namespace: string;
  chain_id: string;
  key: string;
  value: string;
}

function toColumns(entries: readonly StoreEntryKey[]): string[][] {
  return [
    entries.map(({ namespace }) => namespace),
    entries.map(({ chainId }) => chainId),
    entries.map(({ key }) => key),
  ];
}

function toEntry({ namespace, chain_id: chainId, key, value }: EntryRow): StoreEntryKey & { value: unknown } {
  return { namespace, chainId, key, value: JSON.parse(value) as unknown };
}

/** A page of the entries of a store, by key. */
export async function listStoreEntries(
  tx: Transaction,
  store: StoreKey,
  { after, limit }: PageBehind<string>,
): Promise<{ entries: { key: string; value: unknown }[]; next: string | null }> {
  const rows = await tx.storeEntry.findMany({
    where: {
      namespaceName: store.namespace,
      chainId: store.chainId,
      ...(after !== undefined && { key: { gt: after } }),
    },
    orderBy: { key: "asc" },
    take: limit + 1,
  });
  const { page, next } = cutPage(rows, limit, ({ key }) => key);
  return { entries: page.map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown })), next };
}

/** Most entries of a store that one read returns. */
export const storeEntriesMax = 10_000;

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

/** What an entry holds, for this transaction alone until it ends; null: there is none. */
export async function findStoreEntry(
  tx: Transaction,
  { namespace, chainId, key }: StoreEntryKey,
): Promise<{ value: unknown } | null> {
  const rows = await tx.$queryRaw<{ value: string }[]>`
    select value from store_entry where namespace = ${namespace} and chain_id = ${chainId} and key = ${key} for update`;
  return rows[0] === undefined ? null : { value: JSON.parse(rows[0].value) as unknown };
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
