import { randomUUID } from "node:crypto";
import { askForFlush, type Database, flushedChannel } from "@understudy/database";
import type { ResolverWaiter } from "./resolver-waiter.ts";

/** Makes what resolvers write behind current before it is read (design 7): journal, counters, undefined requests. */
export interface FlushWaiter {
  /** Resolves when everything is written that was answered before; resolvers that hang are waited for a second at most. */
  flush: () => Promise<void>;
}

export function createFlushWaiter(resolvers: ResolverWaiter, db: Database): FlushWaiter {
  /** Who has flushed, by the token of whoever waits for it. */
  const flushed = new Map<string, Set<string>>();
  resolvers.listenOn(flushedChannel, (resolverId, token) => {
    flushed.get(token)?.add(resolverId);
  });

  const flushNow = async (): Promise<void> => {
    const token = randomUUID();
    const done = new Set<string>();
    flushed.set(token, done);
    try {
      await resolvers.prepare();
      await askForFlush(db, token);
      await resolvers.awaitAll((id) => done.has(id));
    } finally {
      flushed.delete(token);
    }
  };

  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    next = null;
    current = flushNow().finally(() => {
      current = null;
    });
    return current;
  };
  return {
    // Readers that come while one waits share the next flush: the one under way began before what they ask about.
    flush: () => {
      if (current === null) return begin();
      next ??= current.then(begin, begin);
      return next;
    },
  };
}
