import { AppError } from "@understudy/domain";
import type { Budget } from "./budget.ts";
import type { AssertAction } from "./condition-definition.ts";
import { isContained, isEmpty, isEqual, toText } from "./equality.ts";
import { compilePattern } from "./linear-pattern.ts";
import { sortArrays, toTextual } from "./normal-form.ts";

/** What a condition asserts of the values that its path leads to. */
export interface Assertion {
  /** Whether it is held up by a value. */
  isHeldBy: (value: unknown, context: AssertionContext) => boolean;
  /** A negation holds where no value holds up what it negates: also where there is none. */
  isNegated: boolean;
}

export interface AssertionContext {
  budget: Budget;
  /** Whether values can only be text: those of forms, XML, headers and queries. Expected ones are then compared as text. */
  isTextual: boolean;
}

export interface AssertionOptions {
  action: AssertAction;
  expected: unknown;
  /** Whether order in arrays does not count. */
  isSorted: boolean;
}

/** Compiles an assertion. Throws a `validation` error if its pattern is none. */
export function compileAssertion({ action, expected, isSorted }: AssertionOptions): Assertion {
  switch (action) {
    case "any":
      // It holds also where there is no value (contract B3): it negates what nothing holds up.
      return { isHeldBy: () => false, isNegated: true };
    case "notEmpty":
    case "empty":
      return { isHeldBy: (value) => !isEmpty(value), isNegated: action === "empty" };
    case "equals":
    case "not_equals":
      return { isHeldBy: compileComparison(isEqual, expected, isSorted), isNegated: action === "not_equals" };
    case "contains":
    case "not_contains":
      return { isHeldBy: compileComparison(isContained, expected, isSorted), isNegated: action === "not_contains" };
    case "matches":
      return compileMatches(expected);
  }
}

type Compare = (actual: unknown, expected: unknown) => boolean;

function compileComparison(compare: Compare, expected: unknown, isSorted: boolean): Assertion["isHeldBy"] {
  const unlimited = { spend: () => undefined };
  const prepare = (value: unknown) => (isSorted ? sortArrays(value, unlimited) : value);
  const typed = prepare(expected);
  const textual = prepare(toTextual(expected));
  if (!isSorted && !isInner(expected) && compare === isEqual) {
    return (value, { isTextual }) => value === (isTextual ? textual : typed);
  }
  return (value, { budget, isTextual }) => {
    if (compare === isContained) budget.spend(costOfContaining(value, expected));
    return compare(isSorted && isInner(value) ? sortArrays(value, budget) : value, isTextual ? textual : typed);
  };
}

/** Every member of the one may be looked at for every member of the other. */
function costOfContaining(actual: unknown, expected: unknown): number {
  if (typeof actual === "string") return actual.length / 100;
  return Array.isArray(actual) ? (actual.length * (Array.isArray(expected) ? expected.length : 1)) / 4 : 1;
}

function compileMatches(expected: unknown): Assertion {
  if (expected === null) throw new AppError("validation", "matches needs a regular expression");
  const pattern = compilePattern(toText(expected));
  return {
    isNegated: false,
    isHeldBy(value, { budget }) {
      const text = toText(value);
      budget.spend(pattern.cost(text) + text.length / 100);
      return pattern.occursIn(text);
    },
  };
}

function isInner(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
