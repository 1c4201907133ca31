import { isSecretHeader, secretMask } from "@understudy/domain";
import type { ConditionResult } from "./condition.ts";
import { isEqual, toText } from "./equality.ts";
import { patternTextLengthMax } from "./linear-pattern.ts";
import { sortArrays } from "./normal-form.ts";

const shownLengthMax = 200;
const actualLengthMax = 2_000;

/** Says in words why a condition does not hold. */
export function explainCondition(result: ConditionResult): string {
  if (result.obstacle !== null) return `the condition can't hold: ${result.obstacle}`;
  const place = placeOf(result);
  const { actual } = shortenActual(result);
  const expected = show(result.expected);
  if (result.actual.length === 0) return `${place} is missing, ${missingVerbs[result.assertAction](expected)}`;
  return `${place} is ${show(actual)}, ${verbs[result.assertAction](expected)}${hintOf(result)}`;
}

/** What the request has, cut to a length that can be shown, secrets masked. Empty when it has nothing. */
export function shortenActual(result: ConditionResult): { actual?: unknown } {
  if (result.actual.length === 0) return {};
  const value = result.actual.length === 1 ? result.actual[0] : result.actual;
  if (isSecretCondition(result)) return { actual: secretMask };
  const text = toText(value);
  return { actual: text.length > actualLengthMax ? `${text.slice(0, actualLengthMax)}…` : value };
}

type Say = (expected: string) => string;

const verbs: Record<ConditionResult["assertAction"], Say> = {
  equals: (expected) => `expected ${expected}`,
  not_equals: (expected) => `expected anything but ${expected}`,
  contains: (expected) => `expected something that contains ${expected}`,
  not_contains: (expected) => `expected nothing that contains ${expected}`,
  any: () => "which should have been enough",
  notEmpty: () => "expected something that is not empty",
  empty: () => "expected nothing",
  matches: (expected) => `expected a match of ${expected}`,
};

const missingVerbs: Record<ConditionResult["assertAction"], Say> = { ...verbs, notEmpty: () => "expected a value" };

function placeOf({ kind, place, path }: ConditionResult): string {
  const name = path === "" ? "$" : path;
  return kind === "body"
    ? `${name} of the ${place ?? "body"}`
    : kind === "header"
      ? `the header ${name}`
      : `the query parameter ${name}`;
}

/** What is often meant. */
function hintOf({ assertAction, actual, expected }: ConditionResult): string {
  const [value, ...others] = actual;
  if (others.length > 0) return "";
  if (assertAction === "matches" && toText(value).length > patternTextLengthMax) {
    return ` (only texts of up to ${patternTextLengthMax} characters are looked at)`;
  }
  if (assertAction !== "equals") return "";
  if (typeof value !== typeof expected && toText(value) === toText(expected)) {
    return ` (the same as text, but one is a ${typeof value} and the other a ${typeof expected})`;
  }
  return isSameInAnotherOrder(value, expected) ? " (the same in another order: set sortArray)" : "";
}

function isSameInAnotherOrder(actual: unknown, expected: unknown): boolean {
  if (!Array.isArray(actual) || !Array.isArray(expected)) return false;
  if (actual.length !== expected.length || actual.length > 1_000) return false;
  const unlimited = { spend: () => undefined };
  return isEqual(sortArrays(actual, unlimited), sortArrays(expected, unlimited));
}

/** Text in quotes, all else as JSON; long values are cut. */
function show(value: unknown): string {
  if (value === secretMask) return secretMask;
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing");
  return text.length > shownLengthMax ? `${text.slice(0, shownLengthMax)}…` : text;
}

/** Whether it looks at a header whose values are secrets. */
export function isSecretCondition({ kind, path }: Pick<ConditionResult, "kind" | "path">): boolean {
  const name = path.replace(/^\$(\.|\[['"])/, "").replace(/(['"]\])?(\[\d+\])?$/, "");
  return kind === "header" && isSecretHeader(name);
}
