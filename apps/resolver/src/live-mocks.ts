import type { CompileCallbackOptions } from "@understudy/answering";
import {
  acknowledgeVersion,
  changedChannel,
  listen,
  listLiveMockIds,
  listNamespaceNames,
  readNamespaceChanges,
  registerResolver,
} from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import { createLoadedNamespaces, type LoadedNamespaces } from "./loaded-namespaces.ts";

/** Mocks that are kept current (design 6). */
export type LiveMocks = Pick<LoadedNamespaces, "find" | "awaitLoaded"> & { close: () => Promise<void> };

export interface LiveMocksOptions {
  databaseUrl: string;
  resolverId: string;
  log: Logger;
  compile: CompileCallbackOptions;
}

/** The connection that the listener hands out, without naming the driver. */
type Connection = Parameters<typeof registerResolver>[0];

/**
 * Registers this resolver, LISTENs, then reads everything; resolves when all is loaded.
 * Reconnects by itself, and then reads what it missed.
 */
export async function openLiveMocks(options: LiveMocksOptions): Promise<LiveMocks> {
  const { log, resolverId } = options;
  const namespaces = createLoadedNamespaces(options.compile);
  const changed = new Set<string>();
  let connection: Connection | undefined;
  let reading: Promise<void> = Promise.resolve();

  const read = async (client: Connection, name: string): Promise<void> => {
    const changes = await readNamespaceChanges(client, name, namespaces.versionOf(name));
    if (changes === null) return;
    namespaces.apply(changes);
    await acknowledgeVersion(client, { resolverId, namespace: name, version: changes.version });
  };

  const readChanged = async (): Promise<void> => {
    const names = [...changed];
    changed.clear();
    try {
      for (const name of names) if (connection !== undefined) await read(connection, name);
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
      for (const name of await listNamespaceNames(client)) {
        const isKnown = namespaces.versionOf(name) >= 0n;
        await read(client, name);
        if (isKnown) namespaces.keepOnly(name, await listLiveMockIds(client, name));
      }
      connection = client;
      namespaces.markComplete();
      log.info({ event: "mocks.loaded", mocks: namespaces.countMocks() }, "Mocks are loaded");
      reading = reading.then(readChanged);
    },
    onNotification(_channel, payload) {
      changed.add(payload.slice(0, payload.lastIndexOf(":")));
      reading = reading.then(readChanged);
    },
    onDisconnect(error) {
      connection = undefined;
      log.warn({ event: "database.lost", error: error.message }, "The database is away; trying again");
    },
  });

  await listener.ready();
  return {
    find: (namespace) => namespaces.find(namespace),
    awaitLoaded: (namespace, timeoutMs) => namespaces.awaitLoaded(namespace, timeoutMs),
    async close() {
      await listener.close();
      await reading;
    },
  };
}
