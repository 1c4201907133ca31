import { loadNamespace, openPool, readNamespaceChanges } from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import { createLoadQueue, type LoadQueue } from "./load-queue.ts";
import {
  adoptVersion,
  applyChanges,
  type Compile,
  createEmptyNamespace,
  type LoadedNamespaces,
  remember,
} from "./loaded-namespaces.ts";

/** Loads namespaces that are not served yet, on connections of its own: changes of the others need not wait for it. */
export interface NamespaceLoader extends Pick<LoadQueue, "hurry" | "empty"> {
  /** These will be served, and not before they are at least at these versions. */
  expect: (namespaces: readonly { name: string; version: bigint }[]) => void;
  close: () => Promise<void>;
}

export interface NamespaceLoaderOptions {
  databaseUrl: string;
  namespaces: LoadedNamespaces;
  compile: Compile;
  log: Logger;
}

/** A large namespace keeps one of these places for seconds: the others are for small ones. */
const loadsAtOnceMax = 4;
/** Longest time that a page of mocks may take. */
const pageTimeoutMs = 5_000;

export function openNamespaceLoader(options: NamespaceLoaderOptions): NamespaceLoader {
  const { databaseUrl, namespaces, compile, log } = options;
  const pool = openPool({ databaseUrl, connectionsMax: loadsAtOnceMax, statementTimeoutMs: pageTimeoutMs });
  const expected = new Map<string, bigint>();

  const load = async (name: string): Promise<void> => {
    if (namespaces.versionOf(name) >= 0n) return;
    const namespace = createEmptyNamespace();
    const loaded = await loadNamespace(pool, name, (mocks, files) => {
      for (const mock of mocks) remember(namespace, mock, (live) => compile(live, files));
    });
    if (loaded === null) {
      namespaces.withdraw(name);
      return;
    }
    adoptVersion(namespace, loaded);
    // What changed since that moment: nothing of it may be missing once it is served.
    while (namespace.version < (expected.get(name) ?? -1n)) {
      const since = { name, sinceVersion: namespace.version, withLiveIds: true };
      const changes = await readNamespaceChanges(pool, since);
      if (changes === null) break;
      applyChanges(namespace, changes, compile);
    }
    expected.delete(name);
    if (namespace.isClosed) namespaces.withdraw(name);
    else namespaces.serve(name, namespace);
  };

  const queue = createLoadQueue({
    load,
    atOnceMax: loadsAtOnceMax,
    onError: (namespace, error) =>
      log.warn({ event: "namespace.not_loaded", namespace, error: String(error) }, "Mocks could not be loaded"),
  });
  return {
    expect(wanted) {
      for (const { name, version } of wanted) if (version > (expected.get(name) ?? -1n)) expected.set(name, version);
      const names = wanted.map(({ name }) => name);
      namespaces.announce(names);
      queue.add(names);
    },
    hurry: (name) => queue.hurry(name),
    empty: queue.empty,
    async close() {
      queue.close();
      await pool.end();
    },
  };
}
