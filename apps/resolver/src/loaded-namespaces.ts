import {
  type CompileCallbackOptions,
  type CompiledMock,
  compileMock,
  type CompileMockOptions,
  findUnservedAddress,
  type UnservedAddress,
} from "@understudy/answering";
import type { NamespaceChanges } from "@understudy/database";
import type { Mock } from "@understudy/domain";
import { createMockIndex, type MockIndex } from "@understudy/matching";

/** All mocks, compiled, in memory (design 1). */
export interface LoadedNamespaces {
  /** Null when there is no such namespace; "loading" when that is not known yet. */
  find: (namespace: string) => ServedNamespace | null | "loading";
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

/** What is served of a namespace. */
export interface ServedNamespace {
  index: MockIndex<CompiledMock>;
  /** Ids of mocks of which the database has said that they are used up; saving one takes it out. */
  usedUp: Set<string>;
  /** Where its mocks of other protocols would be called, by their ids. */
  unserved: Map<string, UnservedAddress>;
  /** Whether browsers of other origins may read the answers. */
  isCorsEnabled: boolean;
}

interface LoadedNamespace extends ServedNamespace {
  version: bigint;
  isClosed: boolean;
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
    return loaded.isClosed ? null : loaded;
  };

  return {
    find,
    awaitLoaded: (namespace, timeoutMs) => untilTrue(() => find(namespace) !== "loading", waiting, timeoutMs),
    versionOf: (namespace) => namespaces.get(namespace)?.version ?? -1n,
    apply(changes) {
      const { name, version, isClosed, isCorsEnabled, files } = changes;
      const known = namespaces.get(name) ?? createKnownMocks();
      for (const mock of changes.mocks) {
        forget(known, mock.id);
        if (mock.closedAt === null) remember(known, mock, { ...options, files });
      }
      namespaces.set(name, { ...known, version, isClosed, isCorsEnabled });
      tellWaiting();
    },
    keepOnly(namespace, ids) {
      const known = namespaces.get(namespace);
      if (known === undefined) return;
      const kept = new Set(ids);
      for (const id of [...known.index.ids(), ...known.unserved.keys()]) if (!kept.has(id)) forget(known, id);
    },
    markComplete() {
      isComplete = true;
      tellWaiting();
    },
    countMocks: () => [...namespaces.values()].reduce((count, { index }) => count + index.size, 0),
  };
}

type KnownMocks = Omit<ServedNamespace, "isCorsEnabled">;

function createKnownMocks(): KnownMocks {
  return { index: createMockIndex<CompiledMock>(), usedUp: new Set(), unserved: new Map() };
}

function forget({ index, usedUp, unserved }: KnownMocks, id: string): void {
  index.remove(id);
  usedUp.delete(id);
  unserved.delete(id);
}

function remember({ index, unserved }: KnownMocks, mock: Mock, options: CompileMockOptions): void {
  const compiled = compileMock(mock, options);
  if (compiled !== null) index.put(compiled);
  const address = findUnservedAddress(mock.definition);
  if (address !== null) unserved.set(mock.id, address);
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
