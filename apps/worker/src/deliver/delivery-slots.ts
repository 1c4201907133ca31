/** How many attempts run at once, by pool: addresses outside share one, each depth of our own stubs has its own (design 12). */
export interface DeliverySlots {
  /** How many more deliveries of each pool this worker should hold: places, and a few that wait behind them. */
  room: () => ReadonlyMap<number, number>;
  hasPlace: (pool: number) => boolean;
  /** What is held but not yet recorded. */
  hold: (pool: number) => void;
  begin: (pool: number) => void;
  end: (pool: number) => void;
  release: (pool: number) => void;
}

export interface DeliverySlotsOptions {
  /** Concurrent attempts to addresses outside: WEBHOOK_POOL_SIZE. */
  outside: number;
  /** Concurrent attempts to our own stubs, at each depth. */
  perDepth: number;
  depths: number;
}

/** Held beyond the places: enough that a place is never empty while the next claim runs, few enough that a kill repeats little. */
const heldPerPlace = 4;
const heldMin = 40;

export function createDeliverySlots(options: DeliverySlotsOptions): DeliverySlots {
  const places = new Map([[0, options.outside]]);
  for (let depth = 1; depth <= options.depths; depth++) places.set(depth, options.perDepth);
  const running = new Map<number, number>();
  const held = new Map<number, number>();
  const add = (counts: Map<number, number>, pool: number, by: number): void => {
    counts.set(pool, (counts.get(pool) ?? 0) + by);
  };
  return {
    room: () =>
      new Map(
        [...places]
          .map(([pool, count]): [number, number] => [
            pool,
            Math.max(heldMin, count * heldPerPlace) - (held.get(pool) ?? 0),
          ])
          .filter(([, room]) => room > 0),
      ),
    hasPlace: (pool) => (running.get(pool) ?? 0) < (places.get(pool) ?? 0),
    hold: (pool) => add(held, pool, 1),
    begin: (pool) => add(running, pool, 1),
    end: (pool) => add(running, pool, -1),
    release: (pool) => add(held, pool, -1),
  };
}
