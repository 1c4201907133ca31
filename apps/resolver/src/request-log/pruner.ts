import {
  type Pool,
  pruneRequestsOfMocks,
  pruneRequestsOfNamespaces,
  pruneUndefinedRequests,
  type RequestRecords,
} from "@understudy/database";
import type { NotedCall } from "./noted-call.ts";

/** Keeps the log as short as it shall be, by looking at those places only that something was added to. */
export interface Pruner {
  /** A call whose row was written elsewhere. */
  touch: (call: NotedCall) => void;
  /** Removes what is too much after these were written. What fails is done the next time. */
  prune: (records: RequestRecords) => Promise<void>;
}

/** A namespace is looked at after so many of its rows: it may have that many more than are kept. */
const namespaceRowsMin = 500;

export function createPruner(pool: Pool): Pruner {
  const mocks = new Map<string, { namespace: string; mockId: string | null }>();
  const rowsSince = new Map<string, number>();
  const touch = (namespace: string, mockId: string | null): void => {
    mocks.set(`${namespace}/${mockId ?? ""}`, { namespace, mockId });
    // Nobody knows what an earlier process left.
    rowsSince.set(namespace, (rowsSince.get(namespace) ?? namespaceRowsMin) + 1);
  };

  return {
    touch: ({ namespace, mock }) => touch(namespace, mock?.id ?? null),
    async prune({ requests, undefinedRequests }) {
      for (const { namespace, mockId } of requests) touch(namespace, mockId);
      const full = [...rowsSince].filter(([, rows]) => rows > namespaceRowsMin).map(([namespace]) => namespace);
      const missed = [...new Set(undefinedRequests.map(({ namespace }) => namespace))];
      const touched = [...mocks.values()];
      mocks.clear();
      try {
        if (touched.length > 0) await pruneRequestsOfMocks(pool, touched);
        if (full.length > 0) await pruneRequestsOfNamespaces(pool, full);
        for (const namespace of full) rowsSince.set(namespace, 0);
        if (missed.length > 0) await pruneUndefinedRequests(pool, missed);
      } catch {
        // Two resolvers that prune the same mocks may be in each other's way; the next of their calls comes along here again.
      }
    },
  };
}
