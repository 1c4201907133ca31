import { type Budget, createBudget } from "./budget.ts";
import { type FailedCheck, toFailedCheck } from "./check-conditions.ts";
import type { Matchable, Miss } from "./find-match.ts";
import type { Near, RouteDifference } from "./near-routes.ts";
import { splitPath } from "./route.ts";

/** A mock that nearly answered. */
export interface NearMiss {
  mockId: string;
  route: string;
  /** Null: any. */
  method: string | null;
  failed: FailedCheck[];
  /** How far away it was; the nearest is the smallest. */
  distance: number;
}

export interface MissExplanation {
  /** Nearest first. */
  nearest: NearMiss[];
}

const nearestMax = 5;
/** Only so many mocks have their conditions looked at for one explanation. */
const evaluatedMax = 100;

/** A different method is further away than a condition, and a different path than that. */
const weights = { condition: 1, ttl: 2, limit: 2, method: 20, case: 30, missing: 60, extra: 60, segment: 50 } as const;

/**
 * Says why no mock answered: the nearest mocks, what failed, expected and actual. It holds expected header values: for whom may read the mocks.
 * What a caller of a stub may see is made of it by `shortenExplanation`.
 */
export function explainMiss<Entry extends Matchable>(miss: Miss<Entry>): MissExplanation {
  const budget = createBudget();
  const near = withoutDoubles(miss.index.findNear(miss.request.segments))
    .map((found) => ({ ...found, failed: explainOutside(found, miss) }))
    .sort((left, right) => distanceOf(left.failed, left.difference) - distanceOf(right.failed, right.difference))
    .slice(0, evaluatedMax)
    .map((found) => toNearMiss(found, { miss, budget }));
  return { nearest: near.sort((left, right) => left.distance - right.distance).slice(0, nearestMax) };
}

/** A mock that is reached in several ways is told by the nearest of them. */
function withoutDoubles<Entry extends Matchable>(near: readonly Near<Entry>[]): Near<Entry>[] {
  const best = new Map<string, Near<Entry>>();
  for (const found of near) {
    const earlier = best.get(found.entry.id);
    if (earlier === undefined || routeDistance(found.difference) < routeDistance(earlier.difference)) {
      best.set(found.entry.id, found);
    }
  }
  return [...best.values()];
}

function toNearMiss<Entry extends Matchable>(
  { entry, failed, difference }: Near<Entry> & { failed: FailedCheck[] },
  { miss, budget }: { miss: Miss<Entry>; budget: Budget },
): NearMiss {
  const conditions = entry.conditions.evaluate(miss.request, budget).filter(({ holds }) => !holds);
  const all = [...failed, ...conditions.map(toFailedCheck)];
  return {
    mockId: entry.id,
    route: entry.pattern?.source ?? entry.route,
    method: entry.method,
    failed: all,
    distance: distanceOf(all, difference),
  };
}

/** What kept it from answering beside its conditions. */
function explainOutside<Entry extends Matchable>(
  { entry, difference }: Near<Entry>,
  { request, now, usedUp }: Miss<Entry>,
): FailedCheck[] {
  const failed: FailedCheck[] = [];
  if (difference !== null) failed.push(explainRoute(entry, { difference, segments: request.segments }));
  const { method, id, expireAt } = entry;
  if (method !== null && method !== request.method && !(request.method === "HEAD" && method === "GET")) {
    const reason = `the mock is for ${method}, the request is ${request.method}`;
    failed.push({ kind: "method", expected: method, actual: request.method, reason });
  }
  if (expireAt !== null && expireAt <= now) failed.push({ kind: "ttl", reason: "the mock has expired (ttl)" });
  if (usedUp?.has(id) === true) failed.push({ kind: "limit", reason: "the mock has been used up (useLimiter)" });
  return failed;
}

function explainRoute(
  { route }: Matchable,
  { difference, segments }: { difference: NonNullable<RouteDifference>; segments: readonly string[] },
): FailedCheck {
  const quote = (text: string | undefined) => JSON.stringify((text ?? "").slice(0, 100));
  const actual = quote(segments[difference.position]);
  const expected = quote(splitPath(route)[difference.position]);
  const at = `segment ${difference.position + 1} of the path`;
  const reasons = {
    case: `the path differs in upper and lower case: ${at} is ${actual}, the route has ${expected}`,
    segment: `${at} is ${actual}, the route has ${expected}`,
    missing: `the path lacks ${expected}, segment ${difference.position + 1} of the route`,
    extra: `${at}, ${actual}, is not in the route`,
  };
  return { kind: "route", expected: route, actual: `/${segments.join("/")}`, reason: reasons[difference.kind] };
}

function distanceOf(failed: readonly FailedCheck[], difference: RouteDifference): number {
  return failed.reduce((sum, { kind }) => {
    if (kind === "route") return sum + routeDistance(difference);
    return sum + (kind === "method" || kind === "ttl" || kind === "limit" ? weights[kind] : weights.condition);
  }, 0);
}

function routeDistance(difference: RouteDifference): number {
  return difference === null ? 0 : weights[difference.kind];
}
