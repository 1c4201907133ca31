import { expect, it } from "vitest";
import { findNul } from "./find-nul.ts";

it.each([
  [{ a: "b", c: [1, null, { d: "x\0" }] }, "$.c[2].d"],
  ["\0", "$"],
  [{ a: { "k\0": 1 } }, "$.a"],
  [{ a: ["fine", 0, false, null] }, null],
])("finds it in %j at %s", (body, path) => {
  expect(findNul(body)).toBe(path);
});
