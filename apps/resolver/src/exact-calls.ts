import {
  commitRequests,
  lockStoreEntries,
  nameOfEntry,
  type Pool,
  type Queryable,
  readStoreEntries,
  readStoreKeys,
  type StoreEntryKey,
  type StoreKey,
  transact,
} from "@understudy/database";
import { failpoint } from "@understudy/runtime";
import type { ReadKeys } from "@understudy/templating";
import { type CallStores, chainIdOf, type MockCall, type RenderedCall } from "./render-call.ts";

/** A call of a mock with an extract that reads what it writes. */
export interface ExactCall {
  call: MockCall;
  /** Renders it with the stores as the calls before it leave them. */
  render: (stores: CallStores) => RenderedCall;
}

/**
 * Commits calls of one moment together, in one transaction (design 8): locks what they write, reads, renders one after the other in
 * memory, writes the last value of each entry. However many calls increment one key, each gets its own number.
 */
export function commitExactCalls(pool: Pool, calls: readonly ExactCall[]): Promise<RenderedCall[]> {
  return transact(pool, async (tx) => {
    const stores = new SharedStores();
    const locked = calls.flatMap(({ call }) => listLocked(call));
    stores.set(await lockStoreEntries(tx, locked));
    await readOthers(tx, { calls, locked, stores });
    const rendered = calls.map(({ call, render }) => render(stores.of(call)));
    failpoint("before-commit");
    await commitRequests(tx, rendered);
    return rendered;
  });
}

/** The stores that the calls of a batch see: one map a store, so that each finds what the one before it left. */
class SharedStores {
  readonly #stores = new Map<string, Map<string, unknown>>();

  set(entries: readonly (StoreEntryKey & { value: unknown })[]): void {
    for (const { namespace, chainId, key, value } of entries) this.#open(namespace, chainId).set(key, value);
  }

  of({ mock, namespace }: MockCall): CallStores {
    const chain = mock.chainId === null ? new Map<string, unknown>() : this.#open(namespace, mock.chainId);
    return { global: this.#open(namespace, ""), chain };
  }

  #open(namespace: string, chainId: string): Map<string, unknown> {
    const name = JSON.stringify([namespace, chainId]);
    const store = this.#stores.get(name) ?? new Map<string, unknown>();
    this.#stores.set(name, store);
    return store;
  }
}

function listLocked({ mock, namespace }: MockCall): StoreEntryKey[] {
  return mock.lockedEntries.map(({ store, key }) => ({ namespace, chainId: chainIdOf(mock, store), key }));
}

/** Reads what the calls look at beside what they have locked. */
async function readOthers(
  tx: Queryable,
  { calls, locked, stores }: { calls: readonly ExactCall[]; locked: readonly StoreEntryKey[]; stores: SharedStores },
): Promise<void> {
  const entries = new Map<string, StoreEntryKey>();
  const whole = new Map<string, StoreKey>();
  for (const { store, keys } of calls.flatMap(({ call }) => listReads(call))) {
    if (keys === "all") whole.set(nameOfEntry({ ...store, key: "" }), store);
    else for (const key of keys) entries.set(nameOfEntry({ ...store, key }), { ...store, key });
  }
  for (const entry of locked) entries.delete(nameOfEntry(entry));
  if (entries.size > 0) stores.set(await readStoreEntries(tx, [...entries.values()]));
  for (const store of whole.values()) {
    const read = await readStoreKeys(tx, store, "all");
    stores.set([...read].map(([key, value]) => ({ ...store, key, value })));
  }
}

function listReads({ mock, namespace }: MockCall): { store: StoreKey; keys: ReadKeys }[] {
  const { reads, chainId } = mock;
  const global = { store: { namespace, chainId: "" }, keys: reads.globalStoreKeys };
  return chainId === null ? [global] : [global, { store: { namespace, chainId }, keys: reads.chainStoreKeys }];
}
