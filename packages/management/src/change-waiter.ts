import {
  acknowledgedChannel,
  countMissedWait,
  type Database,
  listAwaitedResolvers,
  listen,
  type Listener,
} from "@understudy/database";
import { createAcknowledgements } from "./acknowledgements.ts";

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
  const acknowledgements = createAcknowledgements(() => performance.now());
  const waiting = new Set<() => void>();
  let listener: Listener | undefined;
  /** Another one after each interruption, null during it. */
  let session: symbol | null = null;

  const openListener = (): Listener =>
    listen({
      databaseUrl: options.databaseUrl,
      channels: [acknowledgedChannel],
      onConnect: () => {
        session = Symbol();
        return Promise.resolve();
      },
      onNotification: (_channel, payload) => {
        acknowledgements.add(payload);
        for (const check of waiting) check();
      },
      onDisconnect: () => {
        session = null;
      },
    });

  return {
    async prepare() {
      listener ??= openListener();
      await within(visibleTimeoutMs, listener.ready());
    },
    async awaitVisible(change) {
      const heardIn = session;
      const awaited = await listAwaitedResolvers(options.db);
      const late = () => awaited.filter((id) => !acknowledgements.has(id, change));
      await untilEmpty(late, waiting);
      const missed = late();
      // What we could not hear is nobody's fault but ours.
      if (missed.length > 0 && heardIn !== null && heardIn === session) await countMissedWait(options.db, missed);
      return missed;
    },
    async close() {
      await listener?.close();
    },
  };
}

/** Resolves as soon as the list is empty, which is looked at whenever an acknowledgement comes in, or when the time is up. */
async function untilEmpty(list: () => string[], waiting: Set<() => void>): Promise<void> {
  const empty = Promise.withResolvers<void>();
  const check = (): void => {
    if (list().length === 0) empty.resolve();
  };
  waiting.add(check);
  check();
  await within(visibleTimeoutMs, empty.promise);
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
