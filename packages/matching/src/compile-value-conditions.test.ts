import { describe, expect, it } from "vitest";
import type { Condition } from "./condition-definition.ts";
import { compileValueConditions } from "./compile-value-conditions.ts";

function compile(...list: Condition[]) {
  return compileValueConditions(list, { path: "$.at", place: "answer", isSortedByDefault: false });
}

describe("conditions on a value", () => {
  it.each<[name: string, condition: Condition, seen: [value: unknown, unmet: string | null]]>([
    ["hold", { path: "$.a.b", value: 1 }, [{ a: { b: 1 } }, null]],
    ["say what is else", { path: "a.b", value: 1 }, [{ a: { b: 2 } }, "a.b of the answer is 2, expected 1"]],
    ["say what is missing", { path: "$.a", value: 1 }, [{}, "$.a of the answer is missing, expected 1"]],
    ["look at the whole value", { path: "$", value: 201 }, [201, null]],
    [
      "look for any of several",
      { path: "$.items[*].sku", value: "s2" },
      [{ items: [{ sku: "s1" }, { sku: "s2" }] }, null],
    ],
    [
      "don't take a text for a number",
      { path: "$.n", value: 5 },
      [
        { n: "5" },
        '$.n of the answer is "5", expected 5 (the same as text, but one is a string and the other a number)',
      ],
    ],
    [
      "know no alias of the body",
      { path: "$.body.a", value: 1 },
      [{ a: 1 }, "$.body.a of the answer is missing, expected 1"],
    ],
    ["hold for nothing", { path: "$.a", assertAction: "empty" }, [undefined, null]],
  ])("%s", (_name, condition, [value, unmet]) => {
    expect(compile(condition).findUnmet(value)).toBe(unmet);
  });

  it("tell the first that does not hold", () => {
    const conditions = compile({ path: "a", value: 1 }, { path: "b", value: 2 }, { path: "c", value: 3 });
    expect(conditions.findUnmet({ a: 1, b: 0, c: 0 })).toContain("b of the answer is 0");
    expect(conditions.findUnmet({ a: 1, b: 2, c: 3 })).toBeNull();
  });

  it.each<[string[], readonly string[] | "all"]>([
    [[], []],
    [
      ["a", "$.a.b", "$['c.d'].e", "0.x"],
      ["a", "c.d", "0"],
    ],
    [["a", "$"], "all"],
    [["$[0]"], "all"],
    [["$..a"], "all"],
    [["$.a[?(@.b == $.c)]"], "all"],
    [["$.a["], []],
  ])("of %j look at %j", (paths, names) => {
    expect(compile(...paths.map((path) => ({ path }))).names).toEqual(names);
  });

  it("that can't be read are problems, and never hold", () => {
    const conditions = compile({ path: "$.a[", value: 1 }, { path: "b", assertAction: "matches", value: "(" });
    expect(conditions.problems.map(({ path }) => path)).toEqual(["$.at[0].path", "$.at[1].value"]);
    expect(conditions.findUnmet({ a: 1, b: "(" })).toContain("the condition can't hold");
  });
});
