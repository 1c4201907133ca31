import { ReadsCollector } from "./collect-reads.ts";
import { compileString } from "./compile-text.ts";
import type { RenderContext } from "./render-context.ts";
import { type Child, compileContainer, openContainer, type OpenContainer, type RenderNode } from "./template-nodes.ts";
import { noReads, type TemplateReads } from "./template-reads.ts";

/** A compiled JSON value. Rendering parses nothing and changes neither the template nor the context. */
export interface Template {
  /** True when it has no expression that could resolve: rendering gives the value itself. */
  isStatic: boolean;
  reads: TemplateReads;
  /** Expressions in it that can never resolve, such as an unknown faker; they are text. For warnings. */
  unresolvable: readonly string[];
  /** What holds an expression is made anew; the rest of it, and values taken from the context, are shared: do not change them. */
  render: (context: RenderContext) => unknown;
}

/**
 * Compiles any JSON value with expressions in its strings; object keys are no templates (contract D1).
 * Walks without recursion, here and in rendering, so that depth cannot exhaust the stack.
 */
export function compileTemplate(value: unknown): Template {
  const reads = new ReadsCollector();
  const nodes: RenderNode[] = [];
  const root = compileTree(value, nodes, reads);
  const { unresolvable } = reads;
  if (root.kind === "static") return { isStatic: true, reads: noReads, unresolvable, render: () => value };
  return { isStatic: false, reads: reads.toReads(), unresolvable, render: runNodes(nodes) };
}

/** Adds a node for each part that holds an expression, children before their parents. */
function compileTree(value: unknown, nodes: RenderNode[], reads: ReadsCollector): Child {
  const add = (node: RenderNode): Child => ({ kind: "node", node: nodes.push(node) - 1 });
  if (!isContainer(value)) return compileLeaf(value, add, reads);
  const open: OpenContainer[] = [openContainer(value)];
  for (;;) {
    const container = open.at(-1);
    if (container === undefined) throw new TypeError("the walk lost its root");
    const { sources, children } = container;
    if (children.length < sources.length) {
      const source = sources[children.length];
      if (isContainer(source)) open.push(openContainer(source));
      else children.push(compileLeaf(source, add, reads));
      continue;
    }
    open.pop();
    const node = compileContainer(container);
    const finished: Child = node === null ? { kind: "static", value: container.value } : add(node);
    const parent = open.at(-1);
    if (parent === undefined) return finished;
    parent.children.push(finished);
  }
}

function compileLeaf(value: unknown, add: (node: RenderNode) => Child, reads: ReadsCollector): Child {
  if (typeof value !== "string") return { kind: "static", value };
  const compiled = compileString(value, reads);
  if (compiled.kind === "static") return { kind: "static", value };
  return add(compiled.kind === "whole" ? compiled.renderValue : compiled.renderText);
}

function runNodes(nodes: readonly RenderNode[]): Template["render"] {
  const [single] = nodes;
  if (nodes.length === 1 && single !== undefined) return (context) => single(context, []);
  return (context) => {
    const rendered: unknown[] = [];
    for (const node of nodes) rendered.push(node(context, rendered));
    return rendered.at(-1);
  };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
