import type { RouteSegment } from "./route.ts";
import { SmallMap } from "./small-map.ts";

/** A leaf and where it hangs, or shall hang. */
export interface Placed<Leaf> {
  leaf: Leaf;
  segments: readonly RouteSegment[];
}

/** Leaves of one place. Most places have one: it hangs there without a list, which would lie elsewhere in memory. */
type Leaves<Leaf> = Leaf | Leaf[] | null;

/** A radix tree by segments. There may be a node for every mock: what a node does not need it does not have. */
export interface RouteNode<Leaf> {
  literals: SmallMap<RouteNode<Leaf>> | null;
  parameter: RouteNode<Leaf> | null;
  /** Leaves whose route ends here. */
  leaves: Leaves<Leaf>;
  /** Leaves whose route ends with a star here. */
  restLeaves: Leaves<Leaf>;
  /** Whether leaves were added since they were put in order. */
  isUnsorted: boolean;
}

const none: never[] = [];

export function createRouteNode<Leaf>(): RouteNode<Leaf> {
  return { literals: null, parameter: null, leaves: null, restLeaves: null, isUnsorted: false };
}

export function listLeaves<Leaf>(leaves: Leaves<Leaf>): readonly Leaf[] {
  if (leaves === null) return none;
  return isList(leaves) ? leaves : [leaves];
}

function isList<Leaf>(leaves: Leaf | Leaf[]): leaves is Leaf[] {
  return Array.isArray(leaves);
}

/** Adds a leaf. Those of one place are put in order when they are looked at: thousands of mocks may share a route. */
export function insertLeaf<Leaf>(root: RouteNode<Leaf>, { leaf, segments }: Placed<Leaf>): void {
  const node = segments.reduce(descend<Leaf>, root);
  const place = placeOf(segments);
  const there = node[place];
  if (there === null) {
    node[place] = leaf;
    return;
  }
  if (isList(there)) there.push(leaf);
  else node[place] = [there, leaf];
  node.isUnsorted = true;
}

/** Takes a leaf out, and the nodes that it leaves empty. */
export function removeLeaf<Leaf>(node: RouteNode<Leaf>, placed: Placed<Leaf>, depth = 0): void {
  const segment = placed.segments[depth];
  if (segment === undefined || segment.kind === "rest") {
    const place = placeOf(placed.segments);
    const left = listLeaves(node[place]).filter((other) => other !== placed.leaf);
    node[place] = left.length > 1 ? left : (left[0] ?? null);
    return;
  }
  const child = segment.kind === "parameter" ? node.parameter : node.literals?.get(segment.text);
  if (child == null) return;
  removeLeaf(child, placed, depth + 1);
  if (!isUnused(child)) return;
  if (segment.kind === "parameter") node.parameter = null;
  else node.literals?.delete(segment.text);
}

/** Shows the leaves of every branch that a path leads to, a sorted list for each place: priority may prefer a parameter to a literal. */
export function collectLeaves<Leaf>(
  node: RouteNode<Leaf>,
  search: { segments: readonly string[]; found: (readonly Leaf[])[]; byRank: (left: Leaf, right: Leaf) => number },
  depth = 0,
): void {
  const { segments, found } = search;
  if (node.isUnsorted) sortLeaves(node, search.byRank);
  const segment = segments[depth];
  if (segment === undefined) {
    if (node.leaves !== null) found.push(listLeaves(node.leaves));
    return;
  }
  if (node.restLeaves !== null) found.push(listLeaves(node.restLeaves));
  const literal = node.literals?.get(segment);
  if (literal !== undefined) collectLeaves(literal, search, depth + 1);
  // An empty segment is no value for a parameter: `/users/` is not the user "".
  if (node.parameter !== null && segment !== "") collectLeaves(node.parameter, search, depth + 1);
}

function sortLeaves<Leaf>(node: RouteNode<Leaf>, byRank: (left: Leaf, right: Leaf) => number): void {
  for (const leaves of [node.leaves, node.restLeaves]) if (leaves !== null && isList(leaves)) leaves.sort(byRank);
  node.isUnsorted = false;
}

/** The child for a segment, made if it is not there. A star hangs at its parent. */
function descend<Leaf>(node: RouteNode<Leaf>, segment: RouteSegment): RouteNode<Leaf> {
  if (segment.kind === "rest") return node;
  if (segment.kind === "parameter") return (node.parameter ??= createRouteNode());
  node.literals ??= new SmallMap();
  const existing = node.literals.get(segment.text);
  if (existing !== undefined) return existing;
  const child = createRouteNode<Leaf>();
  node.literals.set(segment.text, child);
  return child;
}

function placeOf(segments: readonly RouteSegment[]): "leaves" | "restLeaves" {
  return segments.at(-1)?.kind === "rest" ? "restLeaves" : "leaves";
}

function isUnused<Leaf>({ leaves, restLeaves, literals, parameter }: RouteNode<Leaf>): boolean {
  return leaves === null && restLeaves === null && (literals === null || literals.size === 0) && parameter === null;
}
