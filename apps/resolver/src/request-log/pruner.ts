import {
  type Pool,
  pruneRequestsOfMocks,
  pruneRequestsOfNamespaces,
  pruneUndefinedRequests,
} from "@understudy/database";

/** Keeps the log as short as it shall be, by looking at those places only that something was added to. */
export interface Pruner {
  /** A call whose row was written elsewhere. */
  touch: (call: { namespace: string; mock: { id: string } | null }) => void;
  /** Removes what is too much after these were written. What fails is done the next time. */
  prune: (records: WrittenRecords) => Promise<void>;
}

interface WrittenRecords {
  requests: readonly { namespace: string; mockId: string | null }[];
  undefinedRequests: readonly { namespace: string }[];
}

/** A namespace is looked at when it has grown by so many rows: it may have that many more than are kept. */
const growthMin = 500;

export function createPruner(pool: Pool): Pruner {
  const mocks = new Map<string, { namespace: string; mockId: string | null }>();
  /** By how many rows a namespace has grown since it was looked at. */
  const growth = new Map<string, number>();
  const touch = (namespace: string, mockId: string | null): void => {
    mocks.set(`${namespace}/${mockId ?? ""}`, { namespace, mockId });
    // Nobody knows what an earlier process left.
    growth.set(namespace, (growth.get(namespace) ?? Infinity) + 1);
  };

  return {
    touch: ({ namespace, mock }) => touch(namespace, mock?.id ?? null),
    async prune({ requests, undefinedRequests }) {
      for (const { namespace, mockId } of requests) touch(namespace, mockId);
      const missed = [...new Set(undefinedRequests.map(({ namespace }) => namespace))];
      const touched = [...mocks.values()];
      mocks.clear();
      try {
        const removed = touched.length > 0 ? await pruneRequestsOfMocks(pool, touched) : new Map<string, number>();
        // Some may have been written by other resolvers, and were never counted here.
        for (const [namespace, rows] of removed) {
          growth.set(namespace, Math.max(0, (growth.get(namespace) ?? Infinity) - rows));
        }
        const full = [...growth].filter(([, rows]) => rows > growthMin).map(([namespace]) => namespace);
        if (full.length > 0) await pruneRequestsOfNamespaces(pool, full);
        for (const namespace of full) growth.set(namespace, 0);
        if (missed.length > 0) await pruneUndefinedRequests(pool, missed);
      } catch {
        // Two resolvers that prune the same mocks may be in each other's way; the next of their calls comes along here again.
      }
    },
  };
}
