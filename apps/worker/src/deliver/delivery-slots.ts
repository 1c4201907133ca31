import type { ClaimRoom } from "@understudy/database";
import { createPoolShares, type PoolShares } from "./pool-shares.ts";

/** How many attempts run at once, and whose: addresses outside share one pool, each depth of our own stubs has its own (design 12). */
export interface DeliverySlots {
  /** What a claim may take; null: nothing, so that none needs to run. */
  room: () => ClaimRoom | null;
  of: (delivery: { pool: number }) => PoolShares;
}

export interface DeliverySlotsOptions {
  /** Concurrent attempts to addresses outside: WEBHOOK_POOL_SIZE. */
  outside: number;
  /** Concurrent attempts to our own stubs, at each depth. */
  perDepth: number;
  depths: number;
  /** Milliseconds, as `performance.now()` has them. */
  now: () => number;
}

/** Of so many places a lane begins with one. */
const placesPerStart = 16;

export function createDeliverySlots(options: DeliverySlotsOptions): DeliverySlots {
  const { outside, perDepth, depths, now } = options;
  const pools = [createPoolShares(0, { places: outside, start: Math.ceil(outside / placesPerStart), now })];
  // Our own stubs are known to answer.
  for (let depth = 1; depth <= depths; depth++) {
    pools.push(createPoolShares(depth, { places: perDepth, start: perDepth, now }));
  }
  return {
    room() {
      const claims = pools.flatMap((shares) => shares.claimable() ?? []);
      if (claims.length === 0) return null;
      return {
        pools: claims.map(({ room }) => room),
        lanes: claims.flatMap(({ lanes }) => lanes),
        namespaces: claims.flatMap(({ namespaces }) => namespaces),
        targets: claims.flatMap(({ targets }) => targets),
      };
    },
    of({ pool }) {
      const shares = pools[pool];
      if (shares === undefined) throw new Error(`there is no pool ${pool}`);
      return shares;
    },
  };
}
