import { acknowledgeVersion, answerAsked, readNamespaceChanges } from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import type { LoadedNamespaces } from "./loaded-namespaces.ts";

/** The connection that the listener hands out, without naming the driver. */
export type Connection = Parameters<typeof acknowledgeVersion>[0];

/** Brings served namespaces up to date, one after another, and says so: never before they are. */
export interface ChangeReader {
  /** Begins to read; what was added before waits for this. */
  connect: (connection: Connection) => void;
  disconnect: () => void;
  /** A namespace has changed; `unheard` changes may have left no row behind: a purged mock. */
  add: (name: string, kind: "heard" | "unheard") => void;
  /** Says that a namespace will never be served with an older version. */
  acknowledge: (name: string, version: bigint) => void;
  /** Says that this resolver keeps up, as soon as what it has heard of is read. */
  answer: (token: string) => void;
  /** Resolves when nothing is left to do. */
  settled: () => Promise<void>;
}

export interface ChangeReaderOptions {
  resolverId: string;
  namespaces: LoadedNamespaces;
  log: Logger;
}

export function createChangeReader({ resolverId, namespaces, log }: ChangeReaderOptions): ChangeReader {
  const changed = new Map<string, "heard" | "unheard">();
  /** What is to be acknowledged as soon as there is a connection. */
  const unsaid = new Map<string, bigint>();
  let connection: Connection | undefined;
  let reading: Promise<void> = Promise.resolve();

  const acknowledge = (client: Connection, namespace: string, version: bigint): void => {
    // A connection that breaks ends the waiting too.
    acknowledgeVersion(client, { resolverId, namespace, version }).catch(() => undefined);
  };

  const readAll = async (): Promise<void> => {
    for (const [name, kind] of changed) {
      const client = connection;
      if (client === undefined) return;
      changed.delete(name);
      try {
        await readOne({ resolverId, namespaces }, client, { name, kind });
      } catch (error) {
        log.warn({ event: "changes.not_read", namespace: name, error: String(error) }, "Changes could not be read");
        // Versions are compared when it stands again; until then nobody waits for us.
        void client.end().catch(() => undefined);
        return;
      }
    }
  };

  return {
    connect(client) {
      connection = client;
      for (const [name, version] of unsaid) acknowledge(client, name, version);
      unsaid.clear();
      reading = reading.then(readAll);
    },
    disconnect() {
      connection = undefined;
      changed.clear();
      unsaid.clear();
    },
    add(name, kind) {
      if (changed.get(name) !== "unheard") changed.set(name, kind);
      reading = reading.then(readAll);
    },
    acknowledge(name, version) {
      if (connection === undefined) unsaid.set(name, version);
      else acknowledge(connection, name, version);
    },
    answer(token) {
      const client = connection;
      // Without a connection it does not keep up.
      if (client === undefined) return;
      void reading.then(() => answerAsked(client, { resolverId, token })).catch(() => undefined);
    },
    settled: () => reading,
  };
}

/** One that is not there any more is not served any more either. */
async function readOne(
  { resolverId, namespaces }: Pick<ChangeReaderOptions, "resolverId" | "namespaces">,
  client: Connection,
  { name, kind }: { name: string; kind: "heard" | "unheard" },
): Promise<void> {
  const since = { name, sinceVersion: namespaces.versionOf(name), withLiveIds: kind === "unheard" };
  const changes = await readNamespaceChanges(client, since);
  if (changes === null) {
    namespaces.withdraw(name);
    return;
  }
  namespaces.apply(changes);
  await acknowledgeVersion(client, { resolverId, namespace: name, version: changes.version });
}
