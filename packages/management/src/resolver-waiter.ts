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
  /** Another one after each interruption, null during it. */
  let session: symbol | null = null;

  const openListener = (): Listener =>
    listen({
      databaseUrl: options.databaseUrl,
      channels: [...hearers.keys()],
      onConnect: () => {
        session = Symbol();
        return Promise.resolve();
      },
      onNotification: (channel, payload) => {
        const end = payload.indexOf(":");
        hearers.get(channel)?.(payload.slice(0, end), payload.slice(end + 1));
        for (const check of waiting) check();
      },
      onDisconnect: () => {
        session = null;
      },
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
      const heardIn = session;
      const awaited = await listAwaitedResolvers(options.db);
      const silent = () => awaited.filter((id) => !hasSaid(id));
      await untilEmpty(silent, waiting);
      const missed = silent();
      // What we could not hear is nobody's fault but ours.
      if (missed.length > 0 && heardIn !== null && heardIn === session) await countMissedWait(options.db, missed);
      return missed;
    },
    async close() {
      await listener?.close();
    },
  };
}

/** Resolves as soon as the list is empty, which is looked at whenever a resolver says something, or when the time is up. */
async function untilEmpty(list: () => string[], waiting: Set<() => void>): Promise<void> {
  const empty = Promise.withResolvers<void>();
  const check = (): void => {
    if (list().length === 0) empty.resolve();
  };
  waiting.add(check);
  check();
  await within(waitTimeoutMs, empty.promise);
  waiting.delete(check);
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
