import { collectNear, type Near } from "./near-routes.ts";
import { byRank, type Ranked } from "./rank.ts";
import { parseRoute, readPathParams, type RouteSegment, type RouteShape, toRouteShape } from "./route.ts";
import type { RoutePattern } from "./route-pattern.ts";
import { collectLeaves, createRouteNode, insertLeaf, removeLeaf } from "./route-tree.ts";

/** What the index needs to know of a mock to find and rank it. */
export interface Indexed {
  id: string;
  /** Upper case; null means any method (contract E6). */
  method: string | null;
  /** Below the namespace, path prefix included. Only shown when there is a pattern. */
  route: string;
  /** A mock with a pattern is found by it, and not by its route. */
  pattern?: RoutePattern | null;
  /** Higher is tried first (contract E4). */
  priority: number;
  /** How many conditions it has: of two equal routes the more demanding one is tried first (contract E5). */
  conditionCount: number;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A mock whose route matches, with the parameters of the path. */
export interface Candidate<Entry extends Indexed> {
  entry: Entry;
  pathParams: Readonly<Record<string, string>>;
}

/** The mocks of one namespace by route. Adding, removing and finding cost what the route is long, however many mocks there are. */
export interface MockIndex<Entry extends Indexed> {
  /** Adds a mock; one of the same id is replaced. */
  put: (entry: Entry) => void;
  remove: (id: string) => void;
  /** The first of the mocks whose method and route match, in the order in which they are tried, that is accepted, or null. `segments` are those of the path, decoded. */
  findFirst: (
    request: { method: string; segments: readonly string[] },
    isAccepted: (entry: Entry) => boolean,
  ) => Candidate<Entry> | null;
  /** Mocks of any method whose route matches, or nearly does. Looks at a bounded number of them. */
  findNear: (segments: readonly string[]) => Near<Entry>[];
  /** The mock of this id, or null. */
  find: (id: string) => Entry | null;
  /** Ids of all mocks. */
  ids: () => Iterable<string>;
  readonly size: number;
}

interface Leaf<Entry extends Indexed> extends Ranked {
  shape: RouteShape;
  entry: Entry;
}

export function createMockIndex<Entry extends Indexed>(): MockIndex<Entry> {
  const root = createRouteNode<Leaf<Entry>>();
  const entries = new Map<string, Leaf<Entry>>();
  const shapes = createShapes();
  /** Those that are found by a pattern, in order of rank. */
  let patterns: Leaf<Entry>[] = [];

  const remove = (id: string): void => {
    const leaf = entries.get(id);
    if (leaf === undefined) return;
    entries.delete(id);
    if (leaf.isPattern) patterns = patterns.filter((other) => other !== leaf);
    else removeLeaf(root, { leaf, segments: parseRoute(leaf.entry.route) });
  };

  /** All that fit the path, whatever their method, in order of rank. */
  const listFitting = (segments: readonly string[]): readonly Leaf<Entry>[] => {
    const found: (readonly Leaf<Entry>[])[] = [];
    collectLeaves(root, { segments, found, byRank });
    if (patterns.length > 0) found.push(findByPattern(patterns, segments));
    return found.length <= 1 ? (found[0] ?? none) : found.flat().sort(byRank);
  };

  return {
    put(entry) {
      remove(entry.id);
      const isPattern = entry.pattern != null;
      const segments = isPattern ? [] : parseRoute(entry.route);
      const leaf = { entry, isPattern, shape: shapes.of(segments) };
      entries.set(entry.id, leaf);
      if (isPattern) patterns = [...patterns, leaf].sort(byRank);
      else insertLeaf(root, { leaf, segments });
    },
    remove,
    findFirst({ method, segments }, isAccepted) {
      const fitting = listFitting(segments);
      for (const wanted of methodsTried(method)) {
        for (const leaf of fitting) {
          if (isServed(leaf.entry, wanted) && isAccepted(leaf.entry)) return toCandidate(leaf, segments);
        }
      }
      return null;
    },
    findNear: (segments) => [
      ...collectNear(root, segments),
      ...findByPattern(patterns, segments).map(({ entry }) => ({ entry, difference: null })),
    ],
    find: (id) => entries.get(id)?.entry ?? null,
    ids: () => entries.keys(),
    get size() {
      return entries.size;
    },
  };
}

const none: never[] = [];

function findByPattern<Entry extends Indexed>(
  patterns: readonly Leaf<Entry>[],
  segments: readonly string[],
): readonly Leaf<Entry>[] {
  if (patterns.length === 0) return patterns;
  const path = `/${segments.join("/")}`;
  return patterns.filter(({ entry }) => entry.pattern?.matches(path) === true);
}

/** HEAD is answered by what answers GET, if nothing else does (contract E6). */
function methodsTried(method: string): readonly { method: string; isAnyServed: boolean }[] {
  const own = { method, isAnyServed: true };
  return method === "HEAD" ? [own, { method: "GET", isAnyServed: false }] : [own];
}

function isServed(entry: Indexed, { method, isAnyServed }: { method: string; isAnyServed: boolean }): boolean {
  return entry.method === null ? isAnyServed : entry.method === method;
}

/** Shapes that are kept to be shared: more than a namespace has of them that is written by hand. */
const shapesMax = 1_000;

/**
 * Equal shapes are one: thousands of routes are alike but for their literals, and what is shared stays in the caches of the processor.
 */
function createShapes(): { of: (segments: readonly RouteSegment[]) => RouteShape } {
  const known = new Map<string, RouteShape>();
  return {
    of(segments) {
      const shape = toRouteShape(segments);
      const key = JSON.stringify(shape);
      const same = known.get(key);
      if (same !== undefined) return same;
      if (known.size < shapesMax) known.set(key, shape);
      return shape;
    },
  };
}

function toCandidate<Entry extends Indexed>(leaf: Leaf<Entry>, segments: readonly string[]): Candidate<Entry> {
  return { entry: leaf.entry, pathParams: readPathParams(leaf.shape, segments) };
}
