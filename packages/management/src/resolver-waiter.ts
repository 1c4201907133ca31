import { countMissedWait, type Database, listAwaitedResolvers, listen, type Listener } from "@understudy/database";

/** Waits until every living resolver has said something. One that says nothing is waited for twice, then no more until it speaks again. */
export interface ResolverWaiter {
  /** What resolvers say on this channel is told to `hear`. Call before anything is waited for. */
  listenOn: (channel: string, hear: (resolverId: string, text: string) => void) => void;
  /** Call before that which makes them speak, so that nothing is missed. */
  prepare: () => Promise<void>;
  /** Returns the ids of those that did not say it in time. */
  awaitAll: (hasSaid: (resolverId: string) => boolean) => Promise<string[]>;
  close: () => Promise<void>;
}

/** How long the slowest resolver is waited for. */
const waitTimeoutMs = 1_000;

export function openResolverWaiter(options: { db: Database; databaseUrl: string }): ResolverWaiter {
  const hearers = new Map<string, (resolverId: string, text: string) => void>();
  const waiting = new Set<() => void>();
  let listener: Listener | undefined;

  const openListener = (): Listener =>
    listen({
      databaseUrl: options.databaseUrl,
      channels: [...hearers.keys()],
      onConnect: () => Promise.resolve(),
      onNotification: (channel, payload) => {
        const end = payload.indexOf(":");
        hearers.get(channel)?.(payload.slice(0, end), payload.slice(end + 1));
        for (const check of waiting) check();
      },
      onDisconnect: () => undefined,
    });

  return {
    listenOn(channel, hear) {
      hearers.set(channel, hear);
    },
    async prepare() {
      listener ??= openListener();
      await within(waitTimeoutMs, listener.ready());
    },
    async awaitAll(hasSaid) {
      const awaited = await listAwaitedResolvers(options.db);
      const silent = () => awaited.filter((id) => !hasSaid(id));
      await within(waitTimeoutMs, untilEmpty(silent, waiting));
      const missed = silent();
      if (missed.length > 0) await countMissedWait(options.db, missed);
      return missed;
    },
    async close() {
      await listener?.close();
    },
  };
}

/** Resolves as soon as the list is empty, which is looked at whenever a resolver says something. */
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
