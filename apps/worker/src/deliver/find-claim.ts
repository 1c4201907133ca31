import type { GroupRoom, LaneRoom, PoolRoom } from "@understudy/database";
import { countStuck, isQuick, type LaneShare } from "./lane-share.ts";
import type { PoolLimits } from "./pool-limits.ts";

/** What a claim may take of one pool. */
export interface PoolClaim {
  room: PoolRoom;
  lanes: LaneRoom[];
  namespaces: GroupRoom[];
  targets: GroupRoom[];
}

/** How lanes that are not known to be quick are taken of: in their half of the places, as a trial beyond it, or not at all. */
export type Caution = "half" | "light" | "heavy" | "none";

/** Lanes without a delivery of which a claim is told; it compares each with all that it looks at. Others it takes for unknown ones. */
const idleLanesMax = 100;
/** What waits behind a place, at most for each; */
const waitingPerPlaceMax = 7;
/** as much as is sent in this time, in which another claim brings more. Milliseconds. */
const prefetchMs = 100;
/** Before a lane is tried beyond the half: by then a flood shows. Milliseconds. */
const trialWaitMs = 100;
const lightBacklogMax = 10;

export interface PoolView {
  pool: number;
  lanes: readonly LaneShare[];
  limits: PoolLimits;
  /** How many more deliveries may be held. */
  room: number;
  /** Places that a lane may use now. */
  shareOf: (lane: LaneShare) => number;
  now: number;
}

/** What a claim may take; null: nothing at all, so that none needs to run. */
export function findClaim(view: PoolView): { claim: PoolClaim; caution: Caution } | null {
  const { pool, lanes, limits, room, now } = view;
  if (room <= 0) return null;
  const cautious = lanes.filter((lane) => lane.held > 0 && !isQuick(lane, now, limits.cautiousMax));
  const left = limits.cautiousMax - countCautious(view, cautious);
  const caution = left > 0 ? "half" : findTrial(cautious, limits);
  const laneRooms = namedLanes(lanes).flatMap((lane) => findLaneRoom(lane, view, caution));
  if (caution === "none" && !laneRooms.some((lane) => lane.room > 0)) return null;
  const poolRoom = { pool, room, ...(caution === "half" ? halfRoom(left, limits) : trialRoom(caution)) };
  return { caution, claim: { room: poolRoom, lanes: laneRooms, ...findGroupRooms(cautious, view, caution) } };
}

/** All of which this worker holds something, and those that were used last of the others. */
function namedLanes(lanes: readonly LaneShare[]): LaneShare[] {
  const idle = lanes.filter(({ held }) => held === 0);
  if (idle.length <= idleLanesMax) return [...lanes];
  const newest = idle.sort((left, right) => right.usedAt - left.usedAt).slice(0, idleLanesMax);
  return [...lanes.filter(({ held }) => held > 0), ...newest];
}

/** Deliveries of lanes that are not quick, and attempts that hang in those that are. */
function countCautious({ lanes, now }: PoolView, cautious: readonly LaneShare[]): number {
  const stuck = lanes.reduce((sum, lane) => sum + (cautious.includes(lane) ? 0 : countStuck(lane, now)), 0);
  return cautious.reduce((sum, { held }) => sum + held, stuck);
}

function findTrial(cautious: readonly LaneShare[], { trialsMax, heavyTrialsMax }: PoolLimits): Caution {
  const heavy = cautious.filter(({ trial }) => trial === "heavy").length;
  const light = cautious.filter(({ trial }) => trial === "light").length;
  if (heavy + light >= trialsMax) return "none";
  return heavy < heavyTrialsMax ? "heavy" : "light";
}

function halfRoom(left: number, { start, groupMax }: PoolLimits): Omit<PoolRoom, "pool" | "room"> {
  return { cautious: left, laneRoom: start, groupRoom: groupMax, waitedMs: 0, backlogMax: null };
}

function trialRoom(caution: Caution): Omit<PoolRoom, "pool" | "room"> {
  const one = caution === "none" ? 0 : 1;
  const backlogMax = caution === "light" ? lightBacklogMax : null;
  return { cautious: one, laneRoom: 1, groupRoom: 1, waitedMs: trialWaitMs, backlogMax };
}

/** None for a lane of which as much may be taken as of an unknown one. */
function findLaneRoom(lane: LaneShare, { pool, limits, shareOf, now }: PoolView, caution: Caution): LaneRoom[] {
  const { namespace, target, held } = lane;
  const isLaneQuick = isQuick(lane, now, limits.cautiousMax);
  if (isLaneQuick) {
    const room = Math.max(0, findHeldMax(lane, shareOf(lane)) - held);
    return [{ pool, namespace, target, room, isQuick: true }];
  }
  if (held === 0 && lane.share === limits.start && !lane.isSlow) return [];
  // Only lanes of which nothing is known are tried.
  const room = caution === "half" ? Math.max(0, lane.share - held) : 0;
  return [{ pool, namespace, target, room, isQuick: false }];
}

function findHeldMax(lane: LaneShare, share: number): number {
  return share + Math.ceil(share * Math.min(waitingPerPlaceMax, prefetchMs / Math.max(1, lane.averageMs)));
}

/** What is left to the namespaces and targets of lanes that are not quick; one whose target hangs elsewhere is not tried. */
function findGroupRooms(
  cautious: readonly LaneShare[],
  { pool, limits }: PoolView,
  caution: Caution,
): Pick<PoolClaim, "namespaces" | "targets"> {
  const isTrial = caution !== "half";
  const most = isTrial ? 1 : limits.groupMax;
  const toRooms = (used: ReadonlyMap<string, number>): GroupRoom[] =>
    [...used].map(([name, count]) => ({ pool, name, room: Math.max(0, most - count) }));
  const namespaces = new Map<string, number>();
  const targets = new Map<string, number>();
  for (const lane of cautious) {
    // Who has filled its share of the half may still have one lane tried.
    const counted = isTrial && lane.trial === "none" ? 0 : lane.held;
    namespaces.set(lane.namespace, (namespaces.get(lane.namespace) ?? 0) + counted);
    targets.set(lane.target, (targets.get(lane.target) ?? 0) + lane.held);
  }
  return { namespaces: toRooms(namespaces), targets: toRooms(targets) };
}
