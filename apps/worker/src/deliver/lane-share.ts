/** What this worker knows of a lane: how many places it has earned, and what it holds. */
export interface LaneShare {
  readonly namespace: string;
  readonly target: string;
  /** How many attempts may run at once. */
  share: number;
  /** When an attempt last ended quickly, as `performance.now()` has it; null: none did, or one that was slow came after it. */
  quickAt: number | null;
  /** Whether the last attempt that ended was slow. */
  isSlow: boolean;
  /** How long its attempts take, milliseconds; newer ones count more. */
  averageMs: number;
  /** Claimed and not yet recorded. */
  held: number;
  /** When the attempts that run have begun, oldest first, by delivery. */
  readonly running: Map<string, number>;
  /** Whether it was tried beyond the places that are for lanes like it. */
  trial: "none" | "light" | "heavy";
  /** Deliveries in a row whose attempts hung: their ids, since the last that did not. */
  readonly hung: Set<string>;
  usedAt: number;
}

/**
 * An attempt that takes longer is slow. Above one second, so that callbacks with the shortest timeout never are: they can't hold
 * a place for long.
 */
const quickMs = 1_500;

export function createLaneShare(lane: { namespace: string; target: string }, start: number, now: number): LaneShare {
  const { namespace, target } = lane;
  const empty = { quickAt: null, isSlow: false, averageMs: 0, held: 0, trial: "none" as const };
  return { namespace, target, share: start, ...empty, running: new Map(), hung: new Set(), usedAt: now };
}

/**
 * A lane's share grows with each attempt that ends quickly, whatever comes of it: it doubles from one round of attempts to the next. It
 * grows up to a part of the pool while a target is slow but answers, and collapses when it does not.
 */
export function adaptShare(
  lane: LaneShare,
  attempt: { deliveryId: string; durationMs: number; isTimeout: boolean; now: number },
  { places, cautiousMax, start }: { places: number; cautiousMax: number; start: number },
): void {
  const { durationMs, isTimeout, now } = attempt;
  lane.averageMs = lane.averageMs === 0 ? durationMs : lane.averageMs + (durationMs - lane.averageMs) / 8;
  lane.isSlow = durationMs > quickMs;
  if (!lane.isSlow) {
    lane.quickAt = now;
    lane.share = Math.min(lane.share + 1, places);
    lane.hung.clear();
    return;
  }
  lane.quickAt = null;
  if (isTimeout) {
    lane.share = start;
    lane.hung.add(attempt.deliveryId);
    return;
  }
  lane.share = Math.min(lane.share + 1, cautiousMax);
  lane.hung.clear();
}

/** Attempts that run for longer than a quick one does. */
export function countStuck({ running }: LaneShare, now: number): number {
  let count = 0;
  for (const startedAt of running.values()) {
    if (now - startedAt <= quickMs) break;
    count += 1;
  }
  return count;
}

/** A lane is quick while its attempts end quickly: some may hang beside those that do not, but not many. */
export function isQuick(lane: LaneShare, now: number, cautiousMax: number): boolean {
  if (lane.quickAt === null) return false;
  const stuck = countStuck(lane, now);
  return stuck === 0 || (stuck < cautiousMax && now - lane.quickAt <= quickMs);
}
