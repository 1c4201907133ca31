import { parseRoute, type RouteSegment } from "./route.ts";

/** What the index needs to know of a mock to find and rank it. */
export interface Indexed {
  id: string;
  /** Upper case; null means any method (contract E6). */
  method: string | null;
  /** Below the namespace, path prefix included. */
  route: string;
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

interface Leaf<Entry extends Indexed> {
  entry: Entry;
  segments: readonly RouteSegment[];
}

interface Node<Entry extends Indexed> {
  literals: Map<string, Node<Entry>>;
  parameter: Node<Entry> | null;
  leaves: Leaf<Entry>[];
}

/** The mocks of one namespace by route. Adding, removing and finding cost what the route is long, however many mocks there are. */
export interface MockIndex<Entry extends Indexed> {
  /** Adds a mock; one of the same id is replaced. */
  put: (entry: Entry) => void;
  remove: (id: string) => void;
  /** Mocks whose method and route match, in the order in which they are tried. `segments` are those of the path, decoded. */
  findCandidates: (method: string, segments: readonly string[]) => Candidate<Entry>[];
  /** Ids of all mocks. */
  ids: () => Iterable<string>;
  readonly size: number;
}

export function createMockIndex<Entry extends Indexed>(): MockIndex<Entry> {
  const root = createNode<Entry>();
  const entries = new Map<string, Leaf<Entry>>();

  const remove = (id: string): void => {
    const leaf = entries.get(id);
    if (leaf === undefined) return;
    entries.delete(id);
    removeLeaf(root, leaf, 0);
  };

  return {
    put(entry) {
      remove(entry.id);
      const leaf = { entry, segments: parseRoute(entry.route) };
      entries.set(entry.id, leaf);
      const node = leaf.segments.reduce(descend, root);
      node.leaves.push(leaf);
      node.leaves.sort(byRank);
    },
    remove,
    findCandidates(method, segments) {
      const fitting = collect(root, segments, 0).filter(
        ({ entry }) => entry.method === null || entry.method === method,
      );
      if (fitting.length > 1) fitting.sort(byRank);
      return fitting.map((leaf) => ({ entry: leaf.entry, pathParams: readPathParams(leaf.segments, segments) }));
    },
    ids: () => entries.keys(),
    get size() {
      return entries.size;
    },
  };
}

function createNode<Entry extends Indexed>(): Node<Entry> {
  return { literals: new Map(), parameter: null, leaves: [] };
}

/** The child for a segment, made if it is not there. */
function descend<Entry extends Indexed>(node: Node<Entry>, segment: RouteSegment): Node<Entry> {
  if (segment.kind === "parameter") return (node.parameter ??= createNode());
  const existing = node.literals.get(segment.text);
  if (existing !== undefined) return existing;
  const child = createNode<Entry>();
  node.literals.set(segment.text, child);
  return child;
}

/** Gathers the leaves of every branch that matches the segments from `depth` on: priority may prefer a parameter to a literal. */
function collect<Entry extends Indexed>(node: Node<Entry>, segments: readonly string[], depth: number): Leaf<Entry>[] {
  const segment = segments[depth];
  if (segment === undefined) return node.leaves;
  const literal = node.literals.get(segment);
  // An empty segment is no value for a parameter: `/users/` is not the user "".
  const parameter = segment === "" ? null : node.parameter;
  if (parameter === null) return literal === undefined ? none : collect(literal, segments, depth + 1);
  const found = collect(parameter, segments, depth + 1);
  return literal === undefined ? found : [...collect(literal, segments, depth + 1), ...found];
}

const none: never[] = [];

/** Takes a leaf out, and the nodes that it leaves empty. */
function removeLeaf<Entry extends Indexed>(node: Node<Entry>, leaf: Leaf<Entry>, depth: number): void {
  const segment = leaf.segments[depth];
  if (segment === undefined) {
    node.leaves = node.leaves.filter((candidate) => candidate !== leaf);
    return;
  }
  const child = segment.kind === "parameter" ? node.parameter : node.literals.get(segment.text);
  if (child == null) return;
  removeLeaf(child, leaf, depth + 1);
  if (child.leaves.length > 0 || child.literals.size > 0 || child.parameter !== null) return;
  if (segment.kind === "parameter") node.parameter = null;
  else node.literals.delete(segment.text);
}

/** Order of trying: priority, then literal before parameter from the left, then more conditions, then newest, then id (contract E4, E5). */
function byRank<Entry extends Indexed>(left: Leaf<Entry>, right: Leaf<Entry>): number {
  return (
    right.entry.priority - left.entry.priority ||
    bySpecificity(left.segments, right.segments) ||
    right.entry.conditionCount - left.entry.conditionCount ||
    right.entry.createdAt - left.entry.createdAt ||
    (left.entry.id < right.entry.id ? -1 : 1)
  );
}

function bySpecificity(left: readonly RouteSegment[], right: readonly RouteSegment[]): number {
  for (let index = 0; index < left.length; index++) {
    const isLiteral = left[index]?.kind === "literal";
    if (isLiteral !== (right[index]?.kind === "literal")) return isLiteral ? -1 : 1;
  }
  return 0;
}

function readPathParams(route: readonly RouteSegment[], segments: readonly string[]): Record<string, string> {
  // Without a prototype: a parameter may be called __proto__.
  const params = Object.create(null) as Record<string, string>;
  route.forEach((segment, index) => {
    if (segment.kind === "parameter") params[segment.name] = segments[index] ?? "";
  });
  return params;
}
