import type { Budget } from "./budget.ts";
import { isObject } from "./equality.ts";
import type { Path, PathStep, Scope, Selector, SimpleSelector } from "./path.ts";

/** Looks at a found value; true ends the search. */
export type Visit = (value: unknown) => boolean;

/** Shows every value that a path leads to, until `visit` says that it has seen enough. Tells whether it has. */
export function walkPath(path: Path, root: unknown, { visit, budget }: { visit: Visit; budget: Budget }): boolean {
  if (path.simple === null) return walkSteps({ steps: path.steps, root, visit, budget }, 0, root);
  const value = followSimple(path.simple, root, 0);
  return value !== undefined && visit(value);
}

/** The one value of a simple path, from a selector on; undefined when there is none. */
export function followSimple(selectors: readonly SimpleSelector[], root: unknown, from: number): unknown {
  let value = root;
  for (let index = from; index < selectors.length; index++) {
    const selector = selectors[index];
    if (selector === undefined) return undefined;
    value = selectOne(selector, value);
    if (value === undefined) return undefined;
  }
  return value;
}

interface Walk {
  steps: readonly PathStep[];
  root: unknown;
  visit: Visit;
  budget: Budget;
}

function walkSteps(walk: Walk, depth: number, value: unknown): boolean {
  walk.budget.spend(1);
  const step = walk.steps[depth];
  if (step === undefined) return walk.visit(value);
  for (const selector of step.selectors) if (walkSelector(walk, { selector, depth }, value)) return true;
  return step.isDescent && someChild(value, (child) => isInner(child) && walkSteps(walk, depth, child));
}

function walkSelector(walk: Walk, { selector, depth }: { selector: Selector; depth: number }, value: unknown): boolean {
  const goOn = (child: unknown) => child !== undefined && walkSteps(walk, depth + 1, child);
  switch (selector.kind) {
    case "wildcard":
      return someChild(value, goOn);
    case "filter":
      return someChild(value, (current, name) => {
        walk.budget.spend(1);
        return selector.holds({ current, root: walk.root, name, budget: walk.budget }) && goOn(current);
      });
    case "slice":
      return Array.isArray(value) && someInSlice(value, selector, goOn);
    case "script":
      return goOn(
        selectByScript(selector.evaluate, { current: value, root: walk.root, name: "", budget: walk.budget }),
      );
    default:
      return goOn(selectOne(selector, value));
  }
}

function selectOne(selector: SimpleSelector, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (selector.kind === "name") return undefined;
    return value[selector.index < 0 ? value.length + selector.index : selector.index] as unknown;
  }
  if (selector.kind === "index" || !isObject(value)) return undefined;
  return Object.hasOwn(value, selector.name) ? value[selector.name] : undefined;
}

function selectByScript(evaluate: (scope: Scope) => unknown, scope: Scope): unknown {
  const key = evaluate(scope);
  if (typeof key === "number") return selectOne({ kind: "index", index: key }, scope.current);
  return typeof key === "string" ? selectOne({ kind: "name", name: key }, scope.current) : undefined;
}

function someChild(value: unknown, test: (child: unknown, name: string | number) => boolean): boolean {
  if (Array.isArray(value)) return value.some((child, index) => test(child, index));
  return isObject(value) && Object.keys(value).some((key) => test(value[key], key));
}

function isInner(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** RFC 9535, 2.3.4.2: bounds are put into the array; a step of zero selects nothing. */
function someInSlice(
  values: readonly unknown[],
  { start, end, step }: { start: number | null; end: number | null; step: number },
  test: (value: unknown) => boolean,
): boolean {
  if (step === 0) return false;
  const { length } = values;
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (bound: number) => Math.min(Math.max(bound < 0 ? length + bound : bound, least), most);
  const first = start === null ? (step > 0 ? least : most) : place(start);
  const last = end === null ? (step > 0 ? most : least) : place(end);
  for (let index = first; step > 0 ? index < last : index > last; index += step) {
    if (test(values[index])) return true;
  }
  return false;
}
