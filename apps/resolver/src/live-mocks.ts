import { type CompileCallbackOptions, compileMock } from "@understudy/answering";
import {
  askedChannel,
  changedChannel,
  listen,
  listNamespaceVersions,
  parseChange,
  registerResolver,
} from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import { openNamespaceLoader } from "./load-namespaces.ts";
import { type Compile, createLoadedNamespaces, type LoadedNamespaces } from "./loaded-namespaces.ts";
import { createChangeReader } from "./read-changes.ts";

/** Mocks that are kept current (design 6). */
export interface LiveMocks extends Pick<LoadedNamespaces, "find" | "awaitLoaded"> {
  /** Resolves when all that there was at the start is loaded. */
  loaded: Promise<void>;
  /** How many mocks are served. */
  count: () => number;
  close: () => Promise<void>;
}

export interface LiveMocksOptions {
  databaseUrl: string;
  resolverId: string;
  log: Logger;
  compile: CompileCallbackOptions;
  /** What else is heard on this connection, by channel: called after each notification, and after each new connection. */
  notices: Readonly<Record<string, () => void>>;
}

/**
 * LISTENs and registers this resolver; resolves when that is done, while everything is being loaded.
 * Reconnects by itself, and then reads what it missed.
 */
export async function openLiveMocks(options: LiveMocksOptions): Promise<LiveMocks> {
  const { databaseUrl, resolverId, log, notices } = options;
  const compile = createCompile(options);
  const namespaces = createLoadedNamespaces(compile);
  const loader = openNamespaceLoader({ databaseUrl, namespaces, compile, log });
  const reader = createChangeReader({ resolverId, namespaces, log });
  const isServed = (name: string): boolean => namespaces.versionOf(name) >= 0n;

  const hearOfChange = (payload: string): void => {
    const { namespace: name, version } = parseChange(payload);
    if (isServed(name)) {
      reader.add(name, "heard");
      return;
    }
    // It will be served with this version, or a newer one: nobody has to wait for that.
    loader.expect([{ name, version }]);
    reader.acknowledge(name, version);
  };
  const listener = listen({
    databaseUrl,
    channels: [changedChannel, askedChannel, ...Object.keys(notices)],
    async onConnect(client) {
      await registerResolver(client, resolverId);
      const listed = await listNamespaceVersions(client);
      loader.expect(listed.filter(({ name }) => !isServed(name)));
      const versions = new Map(listed.map(({ name, version }) => [name, version]));
      // One that is not listed was deleted meanwhile, or purged.
      for (const name of namespaces.names()) {
        if (namespaces.versionOf(name) !== versions.get(name)) reader.add(name, "unheard");
      }
      reader.connect(client);
      for (const notice of Object.values(notices)) notice();
    },
    onNotification(channel, payload) {
      if (channel === askedChannel) reader.answer(payload);
      else if (channel === changedChannel) hearOfChange(payload);
      else notices[channel]?.();
    },
    onDisconnect(error) {
      reader.disconnect();
      log.warn({ event: "database.lost", error: error.message }, "The database is away; trying again");
    },
  });

  await listener.ready();
  void loader.empty.then(() => log.info({ event: "mocks.loaded", mocks: namespaces.countMocks() }, "Mocks are loaded"));
  return {
    find: (namespace) => namespaces.find(namespace),
    awaitLoaded(namespace, timeoutMs) {
      loader.hurry(namespace);
      return namespaces.awaitLoaded(namespace, timeoutMs);
    },
    loaded: loader.empty,
    count: () => namespaces.countMocks(),
    async close() {
      await listener.close();
      await Promise.all([reader.settled(), loader.close()]);
    },
  };
}

/** One that can't be compiled answers nothing, and keeps no other from answering. */
function createCompile({ compile, log }: LiveMocksOptions): Compile {
  return (mock, files) => {
    try {
      return compileMock(mock, { ...compile, files });
    } catch (error) {
      const { namespace, id: mockId } = mock;
      log.error(
        { event: "mock.not_compiled", namespace, mockId, error: String(error) },
        "A mock could not be compiled",
      );
      return null;
    }
  };
}
