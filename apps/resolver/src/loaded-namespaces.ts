import { type CompileCallbackOptions, type CompiledMock, compileMock } from "@understudy/answering";
import type { NamespaceChanges } from "@understudy/database";
import { createMockIndex, type MockIndex } from "@understudy/matching";

/** All mocks, compiled, in memory (design 1). */
export interface LoadedNamespaces {
  /** The namespace's mocks; null when there is no such namespace; "loading" when that is not known yet. */
  find: (namespace: string) => ServedMocks | null | "loading";
  /** Resolves when the namespace is loaded, or after the time. */
  awaitLoaded: (namespace: string, timeoutMs: number) => Promise<void>;
  /** The version that is served; -1n: none. */
  versionOf: (namespace: string) => bigint;
  apply: (changes: NamespaceChanges) => void;
  /** Forgets mocks that are not among these: one that was purged while nobody listened leaves no trace to read. */
  keepOnly: (namespace: string, ids: readonly string[]) => void;
  /** From now on a namespace that is not loaded does not exist. */
  markComplete: () => void;
  countMocks: () => number;
}

/** The mocks of a namespace. */
export interface ServedMocks {
  index: MockIndex<CompiledMock>;
  /** Ids of mocks of which the database has said that they are used up; saving one takes it out. */
  usedUp: Set<string>;
}

interface LoadedNamespace {
  version: bigint;
  isClosed: boolean;
  mocks: ServedMocks;
}

export function createLoadedNamespaces(options: CompileCallbackOptions): LoadedNamespaces {
  const namespaces = new Map<string, LoadedNamespace>();
  const waiting = new Set<() => void>();
  let isComplete = false;
  const tellWaiting = (): void => {
    for (const check of [...waiting]) check();
  };

  const find: LoadedNamespaces["find"] = (namespace) => {
    const loaded = namespaces.get(namespace);
    if (loaded === undefined) return isComplete ? null : "loading";
    return loaded.isClosed ? null : loaded.mocks;
  };

  return {
    find,
    awaitLoaded: (namespace, timeoutMs) => untilTrue(() => find(namespace) !== "loading", waiting, timeoutMs),
    versionOf: (namespace) => namespaces.get(namespace)?.version ?? -1n,
    apply(changes) {
      const mocks = namespaces.get(changes.name)?.mocks ?? {
        index: createMockIndex<CompiledMock>(),
        usedUp: new Set(),
      };
      const { index, usedUp } = mocks;
      for (const mock of changes.mocks) {
        usedUp.delete(mock.id);
        const compiled = mock.closedAt === null ? compileMock(mock, options) : null;
        if (compiled === null) index.remove(mock.id);
        else index.put(compiled);
      }
      namespaces.set(changes.name, { version: changes.version, isClosed: changes.isClosed, mocks });
      tellWaiting();
    },
    keepOnly(namespace, ids) {
      const index = namespaces.get(namespace)?.mocks.index;
      const kept = new Set(ids);
      for (const id of [...(index?.ids() ?? [])]) if (!kept.has(id)) index?.remove(id);
    },
    markComplete() {
      isComplete = true;
      tellWaiting();
    },
    countMocks: () => [...namespaces.values()].reduce((count, { mocks }) => count + mocks.index.size, 0),
  };
}

function untilTrue(isTrue: () => boolean, waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.delete(check);
      resolve();
    };
    const check = (): void => {
      if (isTrue()) finish();
    };
    const timer = setTimeout(finish, timeoutMs);
    waiting.add(check);
    check();
  });
}
