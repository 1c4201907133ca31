import { listLeaves, type RouteNode } from "./route-tree.ts";

/** How a path differs from a route; null when it fits. */
export type RouteDifference = null | {
  kind: "case" | "segment" | "missing" | "extra";
  /** Which segment, from 0. */
  position: number;
};

export interface Near<Entry> {
  entry: Entry;
  difference: RouteDifference;
}

/** A namespace may have 100,000 routes next to each other: a call that nothing matches must not look at all of them. */
const visitsMax = 10_000;
const foundMax = 200;

/** Finds the routes that a path fits or would fit if one of its segments were another, were not there, or were there. */
export function collectNear<Leaf extends { entry: unknown }>(
  root: RouteNode<Leaf>,
  segments: readonly string[],
): Near<Leaf["entry"]>[] {
  const search: Search<Leaf> = { segments, found: [], visitsLeft: visitsMax };
  // What fits comes first, so that it is found whatever else there is.
  visitFitting(search, { node: root, depth: 0, difference: null });
  visitDiffering(search, root, 0);
  return search.found.map(({ leaf, difference }) => ({ entry: leaf.entry, difference }));
}

interface Search<Leaf> {
  segments: readonly string[];
  found: { leaf: Leaf; difference: RouteDifference }[];
  visitsLeft: number;
}

interface Place<Leaf> {
  node: RouteNode<Leaf>;
  depth: number;
  difference: RouteDifference;
}

/** From here on every segment must fit. */
function visitFitting<Leaf>(search: Search<Leaf>, { node, depth, difference }: Place<Leaf>): void {
  if (search.visitsLeft-- <= 0) return;
  const segment = search.segments[depth];
  if (segment === undefined) {
    add(search, listLeaves(node.leaves), difference);
    return;
  }
  add(search, listLeaves(node.restLeaves), difference);
  const children = difference?.kind === "case" ? foldedChildren(node, segment) : fittingChildren(node, segment);
  for (const child of children) visitFitting(search, { node: child, depth: depth + 1, difference });
}

/** Somewhere from here on, one segment must differ. */
function visitDiffering<Leaf>(search: Search<Leaf>, node: RouteNode<Leaf>, depth: number): void {
  if (search.visitsLeft-- <= 0) return;
  const segment = search.segments[depth];
  if (segment !== undefined) {
    for (const child of fittingChildren(node, segment)) visitDiffering(search, child, depth + 1);
    visitFitting(search, { node, depth: depth + 1, difference: { kind: "extra", position: depth } });
  }
  for (const [text, child] of node.literals ?? none) {
    if (search.visitsLeft <= 0) return;
    if (segment === undefined || text === segment) {
      visitFitting(search, { node: child, depth, difference: { kind: "missing", position: depth } });
      continue;
    }
    const kind = text.toLowerCase() === segment.toLowerCase() ? "case" : "segment";
    visitFitting(search, { node: child, depth: depth + 1, difference: { kind, position: depth } });
    visitFitting(search, { node: child, depth, difference: { kind: "missing", position: depth } });
  }
  if (node.parameter !== null) {
    visitFitting(search, { node: node.parameter, depth, difference: { kind: "missing", position: depth } });
  }
}

function fittingChildren<Leaf>(node: RouteNode<Leaf>, segment: string): RouteNode<Leaf>[] {
  const literal = node.literals?.get(segment);
  const parameter = segment === "" ? null : node.parameter;
  return [literal, parameter].filter((child) => child != null);
}

/** Once upper and lower case were mixed up, they may be again. */
function foldedChildren<Leaf>(node: RouteNode<Leaf>, segment: string): RouteNode<Leaf>[] {
  const folded = segment.toLowerCase();
  const literals = [...(node.literals ?? none)]
    .filter(([text]) => text.toLowerCase() === folded)
    .map(([, child]) => child);
  return node.parameter === null || segment === "" ? literals : [...literals, node.parameter];
}

const none: never[] = [];

function add<Leaf>(search: Search<Leaf>, leaves: readonly Leaf[], difference: RouteDifference): void {
  for (const leaf of leaves) {
    if (search.found.length >= foundMax) return;
    search.found.push({ leaf, difference });
  }
}
