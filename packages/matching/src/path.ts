import type { Budget } from "./budget.ts";

/** What a filter or script expression can see: the value at hand, its name and the root of the document. */
export interface Scope {
  current: unknown;
  root: unknown;
  name: string | number;
  budget: Budget;
}

/** One way to go from a value to values inside it. */
export type Selector =
  | { kind: "name"; name: string }
  /** Dotted digits (`items.0`): an array's index, an object's key. */
  | { kind: "key"; name: string; index: number }
  | { kind: "index"; index: number }
  | { kind: "slice"; start: number | null; end: number | null; step: number }
  | { kind: "wildcard" }
  | { kind: "filter"; holds: (scope: Scope) => boolean }
  | { kind: "script"; evaluate: (scope: Scope) => unknown };

/** One step of a path. A descent (`..`) applies its selectors to the value and to everything inside it. */
export interface PathStep {
  isDescent: boolean;
  selectors: readonly Selector[];
}

/** A parsed path. A simple one leads to at most one value, and needs no search. */
export interface Path {
  steps: readonly PathStep[];
  simple: readonly SimpleSelector[] | null;
}

export type SimpleSelector = Extract<Selector, { kind: "name" | "key" | "index" }>;
