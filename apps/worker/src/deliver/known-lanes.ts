import { createLaneShare, type LaneShare } from "./lane-share.ts";

/** The lanes of a pool that this worker has to do with, or had until a short while ago. */
export interface KnownLanes {
  of: (delivery: { namespace: string; target: string }) => LaneShare;
  list: () => LaneShare[];
  count: () => number;
}

/** A lane that was not used for so long is forgotten: nobody knows how its target is by now. */
const forgottenAfterMs = 60_000;
const lookAfterMs = 1_000;

export function createKnownLanes(start: number, now: () => number): KnownLanes {
  const lanes = new Map<string, LaneShare>();
  let lookedAt = now();

  const forget = (at: number): void => {
    lookedAt = at;
    for (const [key, lane] of lanes) if (lane.held === 0 && at - lane.usedAt > forgottenAfterMs) lanes.delete(key);
  };

  return {
    of(delivery) {
      const key = `${delivery.namespace}\n${delivery.target}`;
      let lane = lanes.get(key);
      if (lane === undefined) {
        lane = createLaneShare(delivery, start, now());
        lanes.set(key, lane);
      }
      return lane;
    },
    list() {
      const at = now();
      if (at - lookedAt > lookAfterMs) forget(at);
      return [...lanes.values()];
    },
    count: () => lanes.size,
  };
}
