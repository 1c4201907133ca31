import type { CompiledMock } from "@understudy/answering";
import type { LoadedVersion, NamespaceChanges } from "@understudy/database";
import type { Mock } from "@understudy/domain";
import { createMockIndex, type MockIndex } from "@understudy/matching";

/** All mocks, compiled, in memory (design 1). */
export interface LoadedNamespaces {
  /** The namespace's mocks; null when there is no such namespace; "loading" when they are not here yet. */
  find: (namespace: string) => ServedMocks | null | "loading";
  /** Resolves when the namespace is not loading any more, or after the time. */
  awaitLoaded: (namespace: string, timeoutMs: number) => Promise<void>;
  /** The version that is served; -1n: none. */
  versionOf: (namespace: string) => bigint;
  /** These exist and will be served. Before the first call any namespace may exist. */
  announce: (namespaces: readonly string[]) => void;
  /** There is no such namespace after all. */
  withdraw: (namespace: string) => void;
  /** From now on it is served. */
  serve: (name: string, namespace: LoadedNamespace) => void;
  apply: (changes: NamespaceChanges) => void;
  countMocks: () => number;
}

/** The mocks of a namespace. */
export interface ServedMocks {
  index: MockIndex<CompiledMock>;
  /** Ids of mocks of which the database has said that they are used up; saving one takes it out. */
  usedUp: Set<string>;
}

/** The mocks of a namespace at a version. */
export interface LoadedNamespace extends LoadedVersion, ServedMocks {}

/** Null: the mock is none that a stub call can find. Never throws. */
export type Compile = (mock: Mock) => CompiledMock | null;

export function createLoadedNamespaces(compile: Compile): LoadedNamespaces {
  const namespaces = new Map<string, LoadedNamespace>();
  const waiting = new Set<() => void>();
  let announced: Set<string> | null = null;
  const tellWaiting = (): void => {
    for (const check of [...waiting]) check();
  };

  const find: LoadedNamespaces["find"] = (name) => {
    const loaded = namespaces.get(name);
    if (loaded === undefined) return announced === null || announced.has(name) ? "loading" : null;
    return loaded.isClosed ? null : loaded;
  };

  return {
    find,
    awaitLoaded: (name, timeoutMs) => untilTrue(() => find(name) !== "loading", waiting, timeoutMs),
    versionOf: (name) => namespaces.get(name)?.version ?? -1n,
    announce(names) {
      announced ??= new Set();
      for (const name of names) announced.add(name);
      tellWaiting();
    },
    withdraw(name) {
      announced?.delete(name);
      tellWaiting();
    },
    serve(name, namespace) {
      namespaces.set(name, namespace);
      announced?.delete(name);
      tellWaiting();
    },
    apply(changes) {
      const namespace = namespaces.get(changes.name);
      if (namespace !== undefined) applyChanges(namespace, changes, compile);
    },
    countMocks: () => [...namespaces.values()].reduce((count, { index }) => count + index.size, 0),
  };
}

export function createEmptyNamespace(): LoadedNamespace {
  return { version: -1n, isClosed: false, index: createMockIndex<CompiledMock>(), usedUp: new Set() };
}

/** Brings a namespace to a newer version. */
export function applyChanges(namespace: LoadedNamespace, changes: NamespaceChanges, compile: Compile): void {
  const { index, usedUp } = namespace;
  for (const mock of changes.mocks) {
    usedUp.delete(mock.id);
    const compiled = mock.closedAt === null ? compile(mock) : null;
    if (compiled === null) index.remove(mock.id);
    else index.put(compiled);
  }
  if (changes.liveIds !== null) {
    const live = new Set(changes.liveIds);
    for (const id of [...index.ids()]) if (!live.has(id)) index.remove(id);
  }
  namespace.version = changes.version;
  namespace.isClosed = changes.isClosed;
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
