import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { AssertAction, Condition, HttpContext } from "./condition-definition.ts";
import type { MatchRequest } from "./match-request.ts";

function request(rest: Partial<MatchRequest> = {}): MatchRequest {
  return { method: "POST", segments: [], headers: {}, query: {}, body: null, ...rest };
}

const json = (value: unknown) => request({ body: { kind: "json", value } });
const holds = (http: HttpContext, view: MatchRequest) => compileConditions(http).hold(view);

type Case = [action: AssertAction, expected: unknown, actual: unknown, isHeld: boolean];
/** `undefined` stands for a path that leads nowhere. */
const bodyCases: Case[] = [
  ["equals", "a", "a", true],
  ["equals", "a", "A", false],
  ["equals", 1, 1.0, true],
  ["equals", 1, "1", false],
  ["equals", "1", 1, false],
  ["equals", null, null, true],
  ["equals", null, undefined, false],
  ["equals", true, true, true],
  ["equals", { a: 1, b: [2] }, { b: [2], a: 1 }, true],
  ["equals", { a: 1 }, { a: 1, b: 2 }, false],
  ["equals", [1, 2], [2, 1], false],
  ["equals", [], {}, false],
  ["not_equals", "a", "b", true],
  ["not_equals", "a", "a", false],
  ["not_equals", "a", undefined, true],
  ["contains", "ell", "hello", true],
  ["contains", "", "hello", true],
  ["contains", "x", "hello", false],
  ["contains", 23, 1234, true],
  ["contains", 2, [1, 2], true],
  ["contains", "2", [1, 2], false],
  ["contains", [1, 2], [3, 2, 1], true],
  ["contains", [1, 4], [3, 2, 1], false],
  ["contains", { id: 1 }, [{ id: 1, name: "a" }], true],
  ["contains", { a: 1 }, { a: 1, b: 2 }, true],
  ["contains", { a: { b: 1 } }, { a: { b: 1, c: 2 } }, true],
  ["contains", { a: 2 }, { a: 1 }, false],
  ["contains", "a", null, false],
  ["contains", "a", undefined, false],
  ["not_contains", "x", "hello", true],
  ["not_contains", "ell", "hello", false],
  ["not_contains", "x", undefined, true],
  ["any", undefined, 0, true],
  ["any", undefined, null, true],
  ["any", undefined, undefined, true],
  ["notEmpty", undefined, 0, true],
  ["notEmpty", undefined, false, true],
  ["notEmpty", undefined, "", false],
  ["notEmpty", undefined, [], false],
  ["notEmpty", undefined, {}, false],
  ["notEmpty", undefined, null, false],
  ["notEmpty", undefined, undefined, false],
  ["empty", undefined, "", true],
  ["empty", undefined, [], true],
  ["empty", undefined, {}, true],
  ["empty", undefined, null, true],
  ["empty", undefined, undefined, true],
  ["empty", undefined, 0, false],
  ["matches", "^2\\.", "2.1", true],
  ["matches", "\\.1$", "2.1", true],
  ["matches", "^1", "2.1", false],
  ["matches", "^12", 123, true],
  ["matches", "tru", true, true],
  ["matches", '"a":1', { a: 1 }, true],
  ["matches", ".*", undefined, false],
];

describe("a condition on the body", () => {
  it.each(bodyCases)("%s %j of %j: %s", (...[assertAction, value, actual, isHeld]) => {
    const body = actual === undefined ? {} : { field: actual };
    expect(holds({ conditions: [{ path: "field", assertAction, value }] }, json(body))).toBe(isHeld);
  });

  it("without an assertion asks for equality", () => {
    expect(holds({ conditions: [{ path: "a", value: 1 }] }, json({ a: 1 }))).toBe(true);
    expect(holds({ conditions: [{ path: "a", value: 1 }] }, json({ a: 2 }))).toBe(false);
  });

  it("of several values holds if one does, and a negation if none is what it negates", () => {
    const body = json({ items: [{ id: 1 }, { id: 2 }] });
    expect(holds({ conditions: [{ path: "items[*].id", value: 2 }] }, body)).toBe(true);
    expect(holds({ conditions: [{ path: "items[*].id", value: 2, assertAction: "not_equals" }] }, body)).toBe(false);
    expect(holds({ conditions: [{ path: "items[*].id", value: 3, assertAction: "not_equals" }] }, body)).toBe(true);
  });

  it("finds nothing when there is no body", () => {
    expect(holds({ conditions: [{ path: "$", assertAction: "empty" }] }, request())).toBe(true);
    expect(holds({ conditions: [{ path: "$", assertAction: "notEmpty" }] }, request())).toBe(false);
  });

  it("reaches nothing that JavaScript adds to a value", () => {
    for (const path of [
      "constructor",
      "__proto__",
      "toString",
      "items.length",
      "$..constructor",
      "$[?(@.constructor)]",
    ]) {
      expect(holds({ conditions: [{ path, assertAction: "notEmpty" }] }, json({ items: [{}], a: "b" }))).toBe(false);
    }
    const own = json(JSON.parse('{"__proto__":1,"constructor":2}'));
    expect(
      holds(
        {
          conditions: [
            { path: "__proto__", value: 1 },
            { path: "constructor", value: 2 },
          ],
        },
        own,
      ),
    ).toBe(true);
  });
});

const textCases: Case[] = [
  ["equals", "a", ["a"], true],
  ["equals", "a", ["b", "a"], true],
  ["equals", 10, ["10"], true],
  ["equals", true, ["true"], true],
  ["equals", ["a", "b"], ["a", "b"], true],
  ["equals", ["a", 2], ["a", "2"], true],
  ["equals", ["b", "a"], ["a", "b"], false],
  ["equals", "a", undefined, false],
  ["not_equals", "a", ["b"], true],
  ["not_equals", "a", ["b", "a"], false],
  ["not_equals", "a", undefined, true],
  ["contains", "Bearer ", ["Bearer x"], true],
  ["contains", "Basic ", ["Bearer x"], false],
  ["contains", 5, ["a5"], true],
  ["not_contains", "Basic ", ["Bearer x"], true],
  ["not_contains", "Basic ", undefined, true],
  ["any", undefined, undefined, true],
  ["notEmpty", undefined, ["a"], true],
  ["notEmpty", undefined, [""], false],
  ["notEmpty", undefined, undefined, false],
  ["empty", undefined, [""], true],
  ["empty", undefined, undefined, true],
  ["empty", undefined, ["a"], false],
  ["matches", "^2\\.", ["2.1"], true],
  ["matches", "^2\\.", ["1.2"], false],
  ["matches", "x", undefined, false],
];

describe.each(["header", "queryParams"] as const)("a condition on %s", (field) => {
  const at = (name: string, values: string[] | undefined) =>
    request(field === "header" ? { headers: { [name.toLowerCase()]: values } } : { query: { [name]: values } });

  it.each(textCases)("%s %j of %j: %s", (...[assertAction, value, actual, isHeld]) => {
    const view = at("X-Client-Version", actual as string[] | undefined);
    for (const path of ["X-Client-Version", "$.X-Client-Version", "$['X-Client-Version']"]) {
      expect(holds({ [field]: [{ path, assertAction, value }] }, view)).toBe(isHeld);
    }
  });

  it("takes one of several values by its index", () => {
    const view = at("tag", ["a", "b"]);
    expect(holds({ [field]: [{ path: "$.tag[1]", value: "b" }] }, view)).toBe(true);
    expect(holds({ [field]: [{ path: "$.tag[0]", value: "b" }] }, view)).toBe(false);
    expect(holds({ [field]: [{ path: "$.tag[-1]", value: "b" }] }, view)).toBe(true);
    expect(holds({ [field]: [{ path: "$.tag[2]", assertAction: "empty" }] }, view)).toBe(true);
  });

  it.each(["$..a", "$.a.b", "", "$[*]"])("refuses the path %j", (path) => {
    const { problems, hold } = compileConditions({ [field]: [{ path, assertAction: "empty" }] });
    expect(problems).toMatchObject([{ path: `$.http.${field}[0].path` }]);
    expect(hold(request())).toBe(false);
  });
});

it("names of headers are compared whatever their case, those of parameters as they are", () => {
  expect(
    holds({ header: [{ path: "AUTHORIZATION", value: "x" }] }, request({ headers: { authorization: ["x"] } })),
  ).toBe(true);
  expect(holds({ queryParams: [{ path: "Page", value: "1" }] }, request({ query: { page: ["1"] } }))).toBe(false);
  expect(
    holds({ queryParams: [{ path: "filter[a].b", value: "1" }] }, request({ query: { "filter[a].b": ["1"] } })),
  ).toBe(true);
});

describe("what is wrong is told when a mock is compiled", () => {
  const cases: [Condition, string, RegExp][] = [
    [{ path: "a..", value: 1 }, "path", /expected a name at character 4/],
    [{ path: "$[?(@.a == )]", value: 1 }, "path", /filter/],
    [{ path: "a", assertAction: "matches", value: "(" }, "value", /not a regular expression.*missing closing/],
    [{ path: "a", assertAction: "matches", value: "(?=a)" }, "value", /RE2/],
    [{ path: "a", assertAction: "matches", value: "(a{1,30}){1,30}{1,2}" }, "value", /RE2|complex/],
    [{ path: "a", assertAction: "matches", value: "a".repeat(1_001) }, "value", /longer than/],
    [{ path: "a", assertAction: "matches" }, "value", /needs a regular expression/],
    [{ path: "a", value: JSON.parse("[".repeat(300) + "]".repeat(300)) }, "value", /nested/],
  ];
  it.each(cases)("%j", (condition, field, message) => {
    const { problems, hold } = compileConditions({ conditions: [{ path: "b", assertAction: "any" }, condition] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe(`$.http.conditions[1].${field}`);
    expect(problems[0]?.message).toMatch(message);
    expect(hold(json({ a: "a" }))).toBe(false);
  });
});

it("all conditions of a mock must hold, and evaluate tells of each", () => {
  const conditions = compileConditions({
    conditions: [{ path: "type", value: "x" }],
    queryParams: [{ path: "page", value: 1 }],
    header: [{ path: "X-A", assertAction: "notEmpty" }],
  });
  const view = request({
    headers: { "x-a": ["1"] },
    query: { page: ["2"] },
    body: { kind: "json", value: { type: "x" } },
  });
  expect(conditions).toMatchObject({ count: 3, readsBody: true, problems: [] });
  expect(conditions.hold(view)).toBe(false);
  expect(conditions.evaluate(view).map(({ kind, holds: isHeld, actual }) => [kind, isHeld, actual])).toEqual([
    ["header", true, ["1"]],
    ["query", false, ["2"]],
    ["body", true, ["x"]],
  ]);
});
