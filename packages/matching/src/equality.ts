import type { Budget } from "./budget.ts";

/**
 * Whether two JSON values are the same: numbers by value, arrays in order, objects whatever the order of their keys.
 * A budget is for two values of a request: one of a definition is small.
 */
export function isEqual(left: unknown, right: unknown, budget?: Budget): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  budget?.spend(1);
  if (Array.isArray(left)) return Array.isArray(right) && isEqualArray(left, right, budget);
  return !Array.isArray(right) && isEqualObject(left, right, budget);
}

/**
 * Whether a value contains another: text a part of it, an array the value as a member (or each value of a given array),
 * an object a subset of keys and values, nested ones likewise (contract B3).
 */
export function isContained(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(actual)) {
    const members: unknown[] = actual;
    const has = (wanted: unknown) => members.some((member) => isEqual(member, wanted) || isSubset(member, wanted));
    return has(expected) || (Array.isArray(expected) && expected.every(has));
  }
  if (isObject(actual)) return isSubset(actual, expected);
  const text = toScalarText(actual);
  const part = toScalarText(expected);
  return text !== undefined && part !== undefined && text.includes(part);
}

/** Absent, null, "", [] and {} are empty (contract B3). */
export function isEmpty(value: unknown): boolean {
  if (value == null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A value as text: text itself, all else as JSON. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text, number or truth value as text; undefined for all else. */
function toScalarText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function isSubset(actual: unknown, expected: unknown): boolean {
  if (!isObject(actual) || !isObject(expected)) return false;
  return Object.keys(expected).every(
    (key) =>
      Object.hasOwn(actual, key) && (isEqual(actual[key], expected[key]) || isSubset(actual[key], expected[key])),
  );
}

function isEqualArray(left: readonly unknown[], right: readonly unknown[], budget: Budget | undefined): boolean {
  return left.length === right.length && left.every((value, index) => isEqual(value, right[index], budget));
}

function isEqualObject(left: object, right: object, budget: Budget | undefined): boolean {
  const keys = Object.keys(left);
  budget?.spend(keys.length);
  if (keys.length !== Object.keys(right).length) return false;
  const [from, to] = [left as Record<string, unknown>, right as Record<string, unknown>];
  return keys.every((key) => Object.hasOwn(to, key) && isEqual(from[key], to[key], budget));
}
