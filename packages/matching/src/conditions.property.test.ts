import fc from "fast-check";
import { expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { Condition } from "./condition-definition.ts";
import type { MatchRequest } from "./match-request.ts";

/** Few keys and values, so that paths often lead somewhere and values are often equal. */
const key = fc.constantFrom("a", "b", "body", "__proto__", "constructor", "0", "length", "");
const leaf = fc.constantFrom<unknown>(0, 1, 2, -1.5, "", "a", "ab", "1", "true", "null", true, false, null);
const { value: anyJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map((entries) => {
      const object: Record<string, unknown> = {};
      for (const [name, value] of entries) {
        Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      }
      return object;
    }),
  ),
}));

const steps = fc.array(fc.oneof(key, fc.nat(2)), { maxLength: 3 });
const actions = ["equals", "not_equals", "contains", "not_contains", "any", "notEmpty", "empty", "matches"] as const;
const assertAction = fc.constantFrom(undefined, ...actions);

/** The same, in the plainest words. */
function interpret(condition: Condition, path: readonly (string | number)[], root: unknown): boolean {
  const found = follow(root, path);
  const expected: unknown = condition.value ?? null;
  const sorted = (value: unknown) => (condition.sortArray === true ? sortDeep(value) : value);
  const equal = () => found !== undefined && same(sorted(found), sorted(expected));
  const contained = () => found !== undefined && contains(sorted(found), sorted(expected));
  switch (condition.assertAction) {
    case undefined:
    case "equals":
      return equal();
    case "not_equals":
      return !equal();
    case "contains":
      return contained();
    case "not_contains":
      return !contained();
    case "any":
      return true;
    case "notEmpty":
      return !blank(found);
    case "empty":
      return blank(found);
    case "matches":
      // Patterns are made of values here: letters and digits alone, which every engine reads alike.
      return expected !== null && found !== undefined && asText(found).includes(asText(expected));
  }
}

function follow(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
    if (typeof value !== "object" || value === null || typeof step === "number") return undefined;
    return Object.getOwnPropertyDescriptor(value, step)?.value;
  }, root);
}

/** Text that is the same for values that are: keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

const same = (left: unknown, right: unknown) => canonical(left) === canonical(right);

function sortDeep(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortDeep).sort((left, right) => (canonical(left) < canonical(right) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of Object.entries(value)) copy[name] = sortDeep(member);
  return copy;
}

function contains(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(actual)) {
    const has = (one: unknown) => actual.some((member) => same(member, one) || subset(member, one));
    return has(expected) || (Array.isArray(expected) && expected.every(has));
  }
  if (typeof actual === "object" && actual !== null) return subset(actual, expected);
  const isWord = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  return isWord(actual) && isWord(expected) && asText(actual).includes(asText(expected));
}

function subset(actual: unknown, expected: unknown): boolean {
  const isPlain = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isPlain(actual) || !isPlain(expected)) return false;
  return Object.entries(expected).every(([name, value]) => {
    const own = Object.getOwnPropertyDescriptor(actual, name);
    return own !== undefined && (same(own.value, value) || subset(own.value, value));
  });
}

const blank = (value: unknown) => value == null || value === "" || ["[]", "{}"].includes(canonical(value));
const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const toPath = (path: readonly (string | number)[]) => `$${path.map((step) => `[${JSON.stringify(step)}]`).join("")}`;

function requestWith(value: unknown): MatchRequest {
  return { method: "POST", segments: [], headers: {}, query: {}, body: { kind: "json", value } };
}

it("compiled conditions agree with a plain interpreter", () => {
  const cases = fc.record({ root: anyJson, value: anyJson, path: steps, assertAction, sortArray: fc.boolean() });
  let heldCount = 0;
  fc.assert(
    fc.property(cases, ({ root, value, path, ...rest }) => {
      const isPattern = rest.assertAction === "matches";
      fc.pre(!isPattern || /^[\w.]*$/.test(asText(value)));
      // The alias of contract D2 is tested by itself.
      fc.pre(path[0] !== "body");
      const found = follow(root, path);
      // What is expected is also what is there, and that in another order.
      const reversed: unknown = Array.isArray(found) ? (found as unknown[]).toReversed() : found;
      for (const expected of isPattern || found === undefined ? [value] : [value, found, reversed]) {
        const condition = {
          path: toPath(path),
          value: isPattern ? asText(expected).replaceAll(".", "\\.") : expected,
          ...rest,
        };
        const isHeld = compileConditions({ conditions: [condition] }).hold(requestWith(root));
        const plain = interpret(isPattern ? { ...condition, value: asText(expected) } : condition, path, root);
        expect(isHeld).toBe(plain);
        if (isHeld) heldCount++;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(heldCount).toBeGreaterThan(500);
});

it("nothing throws, whatever the path, the value and the request", () => {
  const words = fc.constantFrom(
    "$",
    ".",
    "..",
    "[",
    "]",
    "*",
    "?(",
    "@",
    ")",
    "'",
    "a",
    "0",
    ":",
    "-1",
    ",",
    "==",
    "&&",
    "\\",
    "/",
    "!",
    " ",
  );
  const path = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join("")),
  );
  const decode = fc.constantFrom("base64" as const, undefined);
  const condition = fc.record({
    path,
    value: fc.oneof(anyJson, fc.string()),
    assertAction,
    decode,
    sortArray: fc.boolean(),
  });
  const lists = fc.dictionary(key, fc.array(fc.string(), { maxLength: 2 }));
  fc.assert(
    fc.property(condition, anyJson, lists, (one, body, values) => {
      const conditions = compileConditions({ conditions: [one], header: [one], queryParams: [one] });
      const view = { ...requestWith(body), headers: values, query: values };
      const results = conditions.evaluate(view);
      expect(conditions.hold(view)).toBe(results.every(({ holds }) => holds));
    }),
    { numRuns: 3_000 },
  );
});
