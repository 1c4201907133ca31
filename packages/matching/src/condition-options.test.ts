import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { Condition, HttpContext } from "./condition-definition.ts";
import type { MatchRequest } from "./match-request.ts";

function request(rest: Partial<MatchRequest> = {}): MatchRequest {
  return { method: "POST", segments: [], headers: {}, query: {}, body: null, ...rest };
}

const json = (value: unknown) => request({ body: { kind: "json", value } });
const holds = (http: HttpContext, view: MatchRequest) => compileConditions(http).hold(view);

describe("sortArray", () => {
  const nested = { a: [{ x: [2, 1] }, { x: [3] }] };
  const other = { a: [{ x: [3] }, { x: [1, 2] }] };
  const check = (mock: boolean | undefined, condition: boolean | undefined) =>
    holds({ sortArray: mock, conditions: [{ path: "$", value: nested, sortArray: condition }] }, json(other));

  it("lets order not count, at any depth, and the condition's own wins", () => {
    expect(check(undefined, undefined)).toBe(false);
    expect(check(true, undefined)).toBe(true);
    expect(check(undefined, true)).toBe(true);
    expect(check(true, false)).toBe(false);
    expect(check(false, true)).toBe(true);
  });

  it("counts how often a value is there", () => {
    const http: HttpContext = { conditions: [{ path: "$", value: [1, 1, 2], sortArray: true }] };
    expect(holds(http, json([1, 2, 1]))).toBe(true);
    expect(holds(http, json([1, 2, 2]))).toBe(false);
  });

  it("does not depend on the order of keys", () => {
    const http: HttpContext = { conditions: [{ path: "$", value: [{ a: 1, b: 2 }, { a: 0 }], sortArray: true }] };
    expect(holds(http, json([{ a: 0 }, { b: 2, a: 1 }]))).toBe(true);
  });

  it("works on repeated parameters and on numbers that came as text", () => {
    const view = request({ query: { id: ["10", "9"] } });
    expect(holds({ queryParams: [{ path: "id", value: [9, 10], sortArray: true }] }, view)).toBe(true);
  });
});

describe("decode: base64", () => {
  const check = (condition: Partial<Condition>, value: unknown) =>
    holds({ conditions: [{ path: "data", decode: "base64", ...condition }] }, json({ data: value }));
  const encoded = Buffer.from('{"a":[1]}').toString("base64");

  it("compares what is behind it: text with text, JSON with anything else", () => {
    expect(check({ value: "hello" }, "aGVsbG8=")).toBe(true);
    expect(check({ value: "hello" }, "aGVsbG8")).toBe(true);
    expect(check({ value: { a: [1] } }, encoded)).toBe(true);
    expect(check({ value: '{"a":[1]}' }, encoded)).toBe(true);
    expect(check({ assertAction: "matches", value: "^hel" }, "aGVsbG8=")).toBe(true);
    expect(check({ value: 5 }, Buffer.from("5").toString("base64url"))).toBe(true);
  });

  it("treats what is not base64 as missing", () => {
    for (const value of ["%%%", 5, null, "a", { a: 1 }]) {
      expect(check({ assertAction: "notEmpty" }, value)).toBe(false);
      expect(check({ assertAction: "empty" }, value)).toBe(true);
    }
  });
});

describe("valueFromFile", () => {
  const files: Record<string, string> = {
    "a.json": '{"a":1}\n',
    "a.txt": "hello\r\n",
    "null.json": "null",
    re: "^h.*o$\n",
  };
  const findFile = (name: string) => files[name];
  const compile = (condition: Condition) => compileConditions({ conditions: [condition] }, { findFile });

  it("compares with JSON, or with text without its last line end", () => {
    expect(compile({ path: "$", valueFromFile: "a.json" }).hold(json({ a: 1 }))).toBe(true);
    expect(compile({ path: "$", valueFromFile: "a.txt" }).hold(json("hello"))).toBe(true);
    expect(compile({ path: "$", valueFromFile: "null.json" }).hold(json(null))).toBe(true);
    expect(compile({ path: "$", valueFromFile: "re", assertAction: "matches" }).hold(json("hello"))).toBe(true);
  });

  it("reports a file that is not there, and does not hold", () => {
    const { problems, hold } = compile({ path: "$", valueFromFile: "gone", assertAction: "not_equals" });
    expect(problems).toEqual([{ path: "$.http.conditions[0].valueFromFile", message: 'there is no file "gone"' }]);
    expect(hold(json(1))).toBe(false);
  });
});
