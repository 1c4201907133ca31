import { randomUUID } from "node:crypto";
import { answeredChannel, askResolvers, type Database, listLivingResolvers } from "@understudy/database";
import type { ResolverWaiter } from "./resolver-waiter.ts";

/** Asks resolvers whether they keep up with changes. One that hangs lives all the same: its connection stands. */
export interface PresenceCheck {
  /** Takes as long as the slowest resolver, at most a second. Rejects when the database is away. */
  ask: () => Promise<{ living: number; inStep: number }>;
}

export function createPresenceCheck(resolvers: ResolverWaiter, db: Database): PresenceCheck {
  /** Who has answered, by the token of whoever asked. */
  const answered = new Map<string, Set<string>>();
  resolvers.listenOn(answeredChannel, (resolverId, token) => {
    answered.get(token)?.add(resolverId);
  });
  return {
    async ask() {
      const token = randomUUID();
      const present = new Set<string>();
      answered.set(token, present);
      try {
        await resolvers.prepare();
        await askResolvers(db, token);
        await resolvers.awaitAll((id) => present.has(id));
        const living = await listLivingResolvers(db);
        return { living: living.length, inStep: living.filter((id) => present.has(id)).length };
      } finally {
        answered.delete(token);
      }
    },
  };
}
