import { type CompiledMock, findUnservedAddress, type UnservedAddress } from "@understudy/answering";
import type { LoadedVersion, NamespaceChanges } from "@understudy/database";
import type { Mock, NamespaceQuotas } from "@understudy/domain";
import { createMockIndex, type MockIndex } from "@understudy/matching";
import { type ServedMock, toServedMock } from "./served-mock.ts";
import { createStubGate, type StubGate } from "./stub-gate.ts";

/** All mocks, compiled, in memory (design 1). */
export interface LoadedNamespaces {
  /** What is served of the namespace; null when there is no such namespace; "loading" when its mocks are not here yet. */
  find: (namespace: string) => ServedNamespace | null | "loading";
  /** Resolves when the namespace is not loading any more, or after the time. */
  awaitLoaded: (namespace: string, timeoutMs: number) => Promise<void>;
  /** The version that is served; -1n: none. */
  versionOf: (namespace: string) => bigint;
  /** These exist and will be served. Before the first call any namespace may exist. */
  announce: (namespaces: readonly string[]) => void;
  /** There is no such namespace, or not any more: nothing of it is kept. */
  withdraw: (namespace: string) => void;
  /** Those that are served. */
  names: () => string[];
  /** From now on it is served. */
  serve: (name: string, namespace: LoadedNamespace) => void;
  apply: (changes: NamespaceChanges) => void;
  countMocks: () => number;
}

/** What is served of a namespace. */
export interface ServedNamespace {
  index: MockIndex<ServedMock>;
  /** Ids of mocks of which the database has said that they are used up; saving one takes it out. */
  usedUp: Set<string>;
  /** Where its mocks of other protocols would be called, by their ids. */
  unserved: Map<string, UnservedAddress>;
  /** Whether browsers of other origins may read the answers. */
  isCorsEnabled: boolean;
  quotas: NamespaceQuotas;
  /** What callers must keep to; null: nothing, so that nobody looks further. */
  gate: StubGate | null;
}

/** A namespace at a version. */
export interface LoadedNamespace extends LoadedVersion, ServedNamespace {}

/** Null: the mock is none that a stub call can find. Never throws. */
export type Compile = (mock: Mock, files: NamespaceChanges["files"]) => CompiledMock | null;

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
    return loaded;
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
      namespaces.delete(name);
      announced?.delete(name);
      tellWaiting();
    },
    names: () => [...namespaces.keys()],
    serve(name, namespace) {
      namespaces.set(name, namespace);
      announced?.delete(name);
      tellWaiting();
    },
    apply(changes) {
      const namespace = namespaces.get(changes.name);
      if (namespace === undefined) return;
      applyChanges(namespace, changes, compile);
      // What comes back is loaded anew: it may be another one of the same name.
      if (changes.isClosed) namespaces.delete(changes.name);
    },
    countMocks: () => [...namespaces.values()].reduce((count, { index }) => count + index.size, 0),
  };
}

export function createEmptyNamespace(): LoadedNamespace {
  return {
    version: -1n,
    isClosed: false,
    isCorsEnabled: true,
    // Nothing is served before they are read.
    quotas: { pendingDeliveries: 0, deliveriesPerMinute: null },
    stubs: { access: "key", callsPerMinute: null, bodyBytesMax: null, keyHashes: [] },
    gate: null,
    index: createMockIndex<ServedMock>(),
    usedUp: new Set(),
    unserved: new Map(),
  };
}

/** Brings a namespace to a newer version. */
export function applyChanges(namespace: LoadedNamespace, changes: NamespaceChanges, compile: Compile): void {
  for (const mock of changes.mocks) {
    forget(namespace, mock.id);
    if (mock.closedAt === null) remember(namespace, mock, (live) => compile(live, changes.files));
  }
  if (changes.liveIds !== null) {
    const live = new Set(changes.liveIds);
    const known = [...namespace.index.ids(), ...namespace.unserved.keys()];
    for (const id of known) if (!live.has(id)) forget(namespace, id);
  }
  adoptVersion(namespace, changes);
}

/** What is known of the namespace itself; how often its stubs were called goes on. */
export function adoptVersion(namespace: LoadedNamespace, loaded: LoadedVersion): void {
  const { version, isClosed, isCorsEnabled, quotas, stubs } = loaded;
  const gate = createStubGate(stubs, namespace.gate);
  Object.assign(namespace, { version, isClosed, isCorsEnabled, quotas, stubs, gate });
}

function forget({ index, usedUp, unserved }: ServedNamespace, id: string): void {
  index.remove(id);
  usedUp.delete(id);
  unserved.delete(id);
}

/** Adds a live mock. */
export function remember(
  { index, unserved }: ServedNamespace,
  mock: Mock,
  compile: (mock: Mock) => CompiledMock | null,
): void {
  const compiled = compile(mock);
  if (compiled !== null) index.put(toServedMock(compiled));
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
