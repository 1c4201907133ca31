import { acknowledgedChannel } from "@understudy/database";
import type { ResolverWaiter } from "./resolver-waiter.ts";

/**
 * Makes a write visible before the API answers (design 6): after the commit it waits until every living resolver
 * has said that it serves the new version.
 */
export interface ChangeWaiter {
  /** Call before the transaction of the change, so that no acknowledgement is missed. */
  prepare: () => Promise<void>;
  /** Returns the ids of resolvers that did not acknowledge in time; they may still answer the old way for a moment. */
  awaitVisible: (change: { namespace: string; version: bigint }) => Promise<string[]>;
}

export function createChangeWaiter(resolvers: ResolverWaiter): ChangeWaiter {
  /** Version last acknowledged, by `<resolver id>:<namespace>`. */
  const acknowledged = new Map<string, bigint>();
  resolvers.listenOn(acknowledgedChannel, (resolverId, text) => {
    const [namespace = "", version = "0"] = text.split(":");
    acknowledged.set(`${resolverId}:${namespace}`, BigInt(version));
  });
  return {
    prepare: () => resolvers.prepare(),
    awaitVisible: ({ namespace, version }) =>
      resolvers.awaitAll((id) => (acknowledged.get(`${id}:${namespace}`) ?? -1n) >= version),
  };
}
