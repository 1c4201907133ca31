import { type Caution, findClaim, type PoolClaim } from "./find-claim.ts";
import { createKnownLanes } from "./known-lanes.ts";
import { adaptShare, countStuck, isQuick, type LaneShare } from "./lane-share.ts";
import { findLimits } from "./pool-limits.ts";

/** A delivery, as far as shares go. */
export interface Shared {
  id: string;
  namespace: string;
  target: string;
}

/** Who may use the places of one pool (decision 18). */
export interface PoolShares {
  /** Null: no delivery of the pool could be taken. */
  claimable: () => PoolClaim | null;
  /** Whether another attempt may begin: one place is free, and not too many attempts wait to be recorded. */
  hasPlace: () => boolean;
  /** Whether another attempt of its lane may begin now. */
  mayBegin: (delivery: Shared) => boolean;
  /** The less a namespace and a lane have running, the sooner it is their turn. */
  precedence: (delivery: Shared) => number;
  hold: (delivery: Shared) => void;
  begin: (delivery: Shared) => void;
  /** Returns whether its target has hung so often in a row that it should be left alone. */
  end: (delivery: Shared, attempt: { durationMs: number; errorClass: string | null }) => boolean;
  release: (delivery: Shared) => void;
  /** Whether attempts of its lane hang: what waits behind them should not be held. */
  isStuck: (delivery: Shared) => boolean;
}

/** Deliveries, different ones, that must hang in a row before a target is left alone. */
const hungMax = 5;

export function createPoolShares(
  pool: number,
  options: { places: number; start: number; now: () => number },
): PoolShares {
  const limits = findLimits(options);
  const lanes = createKnownLanes(limits.start, options.now);
  const running = createRunningCounts();
  let held = 0;
  /** Of the last claim. */
  let caution: Caution = "none";

  const shareOf = (lane: LaneShare): number =>
    Math.min(lane.share, limits.places - (lanes.count() > 1 ? limits.reserve : 0));
  return {
    claimable() {
      const now = options.now();
      const found = findClaim({ pool, lanes: lanes.list(), limits, room: limits.heldMax - held, shareOf, now });
      caution = found?.caution ?? "none";
      return found?.claim ?? null;
    },
    hasPlace: () => running.all() < limits.places && running.unrecorded() < limits.begunMax,
    mayBegin: (delivery) => lanes.of(delivery).running.size < shareOf(lanes.of(delivery)),
    precedence: (delivery) => running.of(delivery.namespace) * limits.places + lanes.of(delivery).running.size,
    hold(delivery) {
      const lane = lanes.of(delivery);
      const isTried = lane.held === 0 && !isQuick(lane, options.now(), limits.cautiousMax);
      if (isTried && caution !== "half") lane.trial = caution;
      lane.held += 1;
      held += 1;
    },
    begin(delivery) {
      lanes.of(delivery).running.set(delivery.id, options.now());
      running.begin(delivery);
    },
    end(delivery, { durationMs, errorClass }) {
      const lane = lanes.of(delivery);
      lane.running.delete(delivery.id);
      running.end(delivery);
      adaptShare(
        lane,
        { deliveryId: delivery.id, durationMs, isTimeout: errorClass === "timeout", now: options.now() },
        limits,
      );
      if (lane.quickAt !== null) lane.trial = "none";
      if (lane.hung.size < hungMax) return false;
      lane.hung.clear();
      return true;
    },
    release(delivery) {
      const lane = lanes.of(delivery);
      lane.held -= 1;
      lane.usedAt = options.now();
      if (lane.held === 0) lane.trial = "none";
      held -= 1;
      running.forget(delivery);
    },
    isStuck: (delivery) => countStuck(lanes.of(delivery), options.now()) > 0,
  };
}

/** How many attempts run, in all and by namespace, and how many are not recorded yet. */
function createRunningCounts() {
  const byNamespace = new Map<string, number>();
  const begun = new Set<string>();
  let all = 0;
  const add = (namespace: string, by: number): void => {
    const count = (byNamespace.get(namespace) ?? 0) + by;
    if (count === 0) byNamespace.delete(namespace);
    else byNamespace.set(namespace, count);
    all += by;
  };
  return {
    all: () => all,
    of: (namespace: string) => byNamespace.get(namespace) ?? 0,
    /** Those that run are among them. */
    unrecorded: () => begun.size,
    begin({ id, namespace }: Shared) {
      begun.add(id);
      add(namespace, 1);
    },
    end: ({ namespace }: Shared) => add(namespace, -1),
    /** It is recorded. */
    forget: ({ id }: Shared) => begun.delete(id),
  };
}
