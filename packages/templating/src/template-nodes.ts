import type { RenderContext } from "./render-context.ts";

/** Renders one part of a template. `rendered` holds what the nodes before it gave; its parts are among them. */
export type RenderNode = (context: RenderContext, rendered: readonly unknown[]) => unknown;

/** A child that holds no expression stands for itself; one that does is the node of that number. */
export type Child = { kind: "static"; value: unknown } | { kind: "node"; node: number };

/** A list or object whose children are being compiled. */
export interface OpenContainer {
  value: object;
  /** Null for a list. */
  keys: readonly string[] | null;
  /** The children's values, in the order of the keys. */
  sources: readonly unknown[];
  children: Child[];
}

export function openContainer(value: object): OpenContainer {
  if (Array.isArray(value)) return { value, keys: null, sources: value, children: [] };
  return { value, keys: Object.keys(value), sources: Object.values(value), children: [] };
}

/** The function that rebuilds a container; null when nothing in it is rendered, so that it can be shared. */
export function compileContainer({ keys, children }: OpenContainer): RenderNode | null {
  if (children.every((child) => child.kind === "static")) return null;
  const values = children.map((child) => (child.kind === "static" ? child.value : undefined));
  const nodes = children.map((child) => (child.kind === "static" ? fromTemplate : child.node));
  if (keys === null) return (_context, rendered) => values.map((value, index) => pick(value, nodes[index], rendered));
  return keys.includes("__proto__") ? buildDefined(keys, values, nodes) : buildAssigned(keys, values, nodes);
}

const fromTemplate = -1;

function buildAssigned(keys: readonly string[], values: readonly unknown[], nodes: readonly number[]): RenderNode {
  return (_context, rendered) => {
    const result: Record<string, unknown> = {};
    let index = 0;
    for (const key of keys) {
      result[key] = pick(values[index], nodes[index], rendered);
      index += 1;
    }
    return result;
  };
}

/** Assigning to `__proto__` would change the prototype; this makes it a key like any other. */
function buildDefined(keys: readonly string[], values: readonly unknown[], nodes: readonly number[]): RenderNode {
  return (_context, rendered) =>
    Object.fromEntries(keys.map((key, index) => [key, pick(values[index], nodes[index], rendered)]));
}

function pick(value: unknown, node: number | undefined, rendered: readonly unknown[]): unknown {
  return node === undefined || node === fromTemplate ? value : rendered[node];
}
