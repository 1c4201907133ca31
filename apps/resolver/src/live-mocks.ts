import { randomUUID } from "node:crypto";
import {
  acknowledgeVersion,
  changedChannel,
  listen,
  listNamespaceNames,
  type NamespaceChanges,
  readNamespaceChanges,
  registerResolver,
} from "@understudy/database";
import { createMockIndex, type MockIndex } from "@understudy/matching";
import type { Logger } from "@understudy/runtime";
import { type CompiledMock, compileMock } from "./compile-mock.ts";

/** All mocks, compiled, in memory, and kept current (design 1, 6). */
export interface LiveMocks {
  /** The namespace's mocks; null when there is no such namespace; "loading" when that is not known yet. */
  find(namespace: string): MockIndex<CompiledMock> | null | "loading";
  /** Resolves when the namespace is loaded, or after the time. */
  awaitLoaded(namespace: string, timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

interface LoadedNamespace {
  version: bigint;
  isClosed: boolean;
  index: MockIndex<CompiledMock>;
}

/** The connection type that the listener hands out, without naming the driver. */
type Connection = Parameters<typeof registerResolver>[0];

/** Registers this resolver, LISTENs, then reads everything; resolves when all is loaded. Reconnects by itself, and re-reads what it missed. */
export async function openLiveMocks(options: { databaseUrl: string; log: Logger }): Promise<LiveMocks> {
  const { log } = options;
  const resolverId = randomUUID();
  const namespaces = new Map<string, LoadedNamespace>();
  const dirty = new Set<string>();
  const waiting = new Set<() => void>();
  let isComplete = false;
  let connection: Connection | undefined;
  let refreshing: Promise<void> = Promise.resolve();

  const refresh = async (client: Connection, name: string): Promise<void> => {
    const known = namespaces.get(name);
    const changes = await readNamespaceChanges(client, name, known?.version ?? -1n);
    if (changes === null) return;
    namespaces.set(name, apply(known, changes, log));
    await acknowledgeVersion(client, { resolverId, namespace: name, version: changes.version });
    for (const check of waiting) check();
  };

  const refreshDirty = async (): Promise<void> => {
    const client = connection;
    const names = [...dirty];
    dirty.clear();
    if (client === undefined) return;
    try {
      for (const name of names) await refresh(client, name);
    } catch (error) {
      // The connection is gone; all namespaces are read again when it stands.
      log.warn({ event: "changes.not_read", error: String(error) }, "Changes could not be read");
    }
  };

  const listener = listen({
    databaseUrl: options.databaseUrl,
    channels: [changedChannel],
    async onConnect(client) {
      await registerResolver(client, resolverId);
      for (const name of await listNamespaceNames(client)) await refresh(client, name);
      connection = client;
      isComplete = true;
      for (const check of waiting) check();
      log.info(
        { event: "mocks.loaded", namespaces: namespaces.size, mocks: countMocks(namespaces) },
        "Mocks are loaded",
      );
      refreshing = refreshing.then(refreshDirty);
    },
    onNotification(_channel, payload) {
      dirty.add(payload.slice(0, payload.lastIndexOf(":")));
      refreshing = refreshing.then(refreshDirty);
    },
    onDisconnect(error) {
      connection = undefined;
      log.warn({ event: "database.lost", error: error.message }, "The database connection is lost; trying again");
    },
  });

  const find: LiveMocks["find"] = (namespace) => {
    const loaded = namespaces.get(namespace);
    if (loaded === undefined) return isComplete ? null : "loading";
    return loaded.isClosed ? null : loaded.index;
  };

  await listener.ready();
  return {
    find,
    awaitLoaded: (namespace, timeoutMs) => untilLoaded(() => find(namespace) !== "loading", waiting, timeoutMs),
    async close() {
      await listener.close();
      await refreshing;
    },
  };
}

/** Brings a namespace to its new version. A mock that can't be compiled is left out, and said. */
function apply(known: LoadedNamespace | undefined, changes: NamespaceChanges, log: Logger): LoadedNamespace {
  const index = known?.index ?? createMockIndex<CompiledMock>();
  for (const mock of changes.mocks) {
    const compiled = mock.closedAt === null ? compileMock(mock) : null;
    if (compiled === null) index.remove(mock.id);
    else index.put(compiled);
  }
  log.debug(
    { event: "namespace.changed", namespace: changes.name, version: String(changes.version) },
    "Namespace changed",
  );
  return { version: changes.version, isClosed: changes.isClosed, index };
}

function countMocks(namespaces: ReadonlyMap<string, LoadedNamespace>): number {
  return [...namespaces.values()].reduce((count, { index }) => count + index.size, 0);
}

function untilLoaded(isLoaded: () => boolean, waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.delete(check);
      resolve();
    };
    const check = (): void => {
      if (isLoaded()) finish();
    };
    const timer = setTimeout(finish, timeoutMs);
    waiting.add(check);
    check();
  });
}
