import type { Budget } from "./budget.ts";
import { isObject } from "./equality.ts";

/** A copy with every array sorted, at every depth, so that order does not count (`sortArray`, contract B3). */
export function sortArrays(value: unknown, budget: Budget): unknown {
  budget.spend(1);
  if (Array.isArray(value)) {
    return value
      .map((member) => withKey(sortArrays(member, budget), budget))
      .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
      .map(({ member }) => member);
  }
  return isObject(value) ? mapValues(value, (member) => sortArrays(member, budget)) : value;
}

/** A copy in which numbers, truth values and null are text: what a form, XML, a header or a query can hold. */
export function toTextual(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toTextual);
  if (isObject(value)) return mapValues(value, toTextual);
  return typeof value === "string" ? value : String(value);
}

/** Sorted, a member's place depends on what it holds and not on the order of its keys. */
function withKey(member: unknown, budget: Budget): { key: string; member: unknown } {
  const key = JSON.stringify(member, sortKeys) ?? "";
  // Writing it and sorting by it costs more than looking at the value.
  budget.spend(10 + key.length / 5);
  return { key, member };
}

function sortKeys(_key: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return copyOf(Object.keys(value).sort(), (key) => value[key]);
}

function mapValues(value: Record<string, unknown>, change: (member: unknown) => unknown): Record<string, unknown> {
  return copyOf(Object.keys(value), (key) => change(value[key]));
}

function copyOf(keys: readonly string[], read: (key: string) => unknown): Record<string, unknown> {
  // Without a prototype: a key may be called __proto__.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of keys) copy[key] = read(key);
  return copy;
}
