import { acknowledgedChannel } from "@understudy/database";
import { createAcknowledgements } from "./acknowledgements.ts";
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
  const acknowledgements = createAcknowledgements(() => performance.now());
  resolvers.listenOn(acknowledgedChannel, (resolverId, text) => acknowledgements.add(`${resolverId}:${text}`));
  return {
    prepare: () => resolvers.prepare(),
    awaitVisible: (change) => resolvers.awaitAll((id) => acknowledgements.has(id, change)),
  };
}
