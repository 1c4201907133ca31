import type { Transaction } from "./client.ts";

/** How much there is of what belongs to namespaces. */
export interface NamespaceCounts {
  mocks: number;
  globalStoreEntries: number;
  chainStoreEntries: number;
  undefinedRequests: number;
}

/** Counts over some namespaces: live mocks, entries of stores, calls that nothing matched and nobody ignores. */
export async function countInNamespaces(tx: Transaction, namespaces: readonly string[]): Promise<NamespaceCounts> {
  const namespaceName = { in: [...namespaces] };
  const [mocks, globalStoreEntries, chainStoreEntries, undefinedRequests] = await Promise.all([
    tx.mock.count({ where: { namespaceName, closedAt: null } }),
    tx.storeEntry.count({ where: { namespaceName, chainId: "" } }),
    tx.storeEntry.count({ where: { namespaceName, chainId: { not: "" } } }),
    tx.undefinedRequest.count({ where: { namespaceName, ignored: false } }),
  ]);
  return { mocks, globalStoreEntries, chainStoreEntries, undefinedRequests };
}
