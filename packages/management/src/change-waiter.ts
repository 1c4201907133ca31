import {
  acknowledgedChannel,
  countMissedWait,
  type Database,
  listAwaitedResolvers,
  listen,
  type Listener,
} from "@understudy/database";

/**
 * Makes a write visible before the API answers (design 6): after the commit it waits until every living resolver
 * has said that it serves the new version.
 */
export interface ChangeWaiter {
  /** Call before the transaction of the change, so that no acknowledgement is missed. */
  prepare: () => Promise<void>;
  /** Returns the ids of resolvers that did not acknowledge in time; they may still answer the old way for a moment. */
  awaitVisible: (change: { namespace: string; version: bigint }) => Promise<string[]>;
  close: () => Promise<void>;
}

/** How long a write waits for the slowest resolver. */
const visibleTimeoutMs = 1_000;

export function openChangeWaiter(options: { db: Database; databaseUrl: string }): ChangeWaiter {
  /** Version last acknowledged, by `<resolver id>:<namespace>`. */
  const acknowledged = new Map<string, bigint>();
  const waiting = new Set<() => void>();
  let listener: Listener | undefined;

  const openListener = (): Listener =>
    listen({
      databaseUrl: options.databaseUrl,
      channels: [acknowledgedChannel],
      onConnect: () => Promise.resolve(),
      onNotification: (_channel, payload) => {
        const end = payload.lastIndexOf(":");
        acknowledged.set(payload.slice(0, end), BigInt(payload.slice(end + 1)));
        for (const check of waiting) check();
      },
      onDisconnect: () => undefined,
    });

  const hasAcknowledged = (id: string, change: { namespace: string; version: bigint }): boolean =>
    (acknowledged.get(`${id}:${change.namespace}`) ?? -1n) >= change.version;

  return {
    async prepare() {
      listener ??= openListener();
      await within(visibleTimeoutMs, listener.ready());
    },
    async awaitVisible(change) {
      const awaited = await listAwaitedResolvers(options.db);
      const late = () => awaited.filter((id) => !hasAcknowledged(id, change));
      await within(visibleTimeoutMs, untilEmpty(late, waiting));
      const missed = late();
      if (missed.length > 0) await countMissedWait(options.db, missed);
      return missed;
    },
    async close() {
      await listener?.close();
    },
  };
}

/** Resolves as soon as the list is empty, which is looked at whenever an acknowledgement comes in. */
function untilEmpty(list: () => string[], waiting: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (list().length > 0) return;
      waiting.delete(check);
      resolve();
    };
    waiting.add(check);
    check();
  });
}

/** Waits for a promise, but no longer than this. */
async function within(timeoutMs: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
