import { describe, expect, it } from "vitest";
import { diffStates } from "./diff-states.ts";

describe("what changed between two states", () => {
  it("is the parts that differ, came or went", () => {
    expect(diffStates({ a: 1, b: { c: [1] }, d: 1 }, { a: 1, b: { c: [2] }, e: null })).toEqual([
      { name: "b", before: { c: [1] }, after: { c: [2] } },
      { name: "d", before: 1, after: undefined },
      { name: "e", before: undefined, after: null },
    ]);
  });

  it.each([
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [[1], [2]],
  ])("is nothing part by part for %j and %j", (before, after) => {
    expect(diffStates(before, after)).toBeNull();
  });
});
