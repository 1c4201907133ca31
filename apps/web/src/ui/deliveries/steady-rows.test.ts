import { describe, expect, test } from "vitest";
import { countHeld, holdRows } from "./steady-rows.ts";

const rows = (text: string) => [...text].map((id) => ({ id, state: "old" }));
const ids = (held: readonly { id: string }[]) => held.map(({ id }) => id).join("");

describe("rows that are held", () => {
  test.each([
    { name: "nothing is shown yet", shown: "", fresh: "cba", held: "cba", count: 0 },
    { name: "nothing happened", shown: "cba", fresh: "cba", held: "cba", count: 0 },
    { name: "new rows stay out", shown: "cba", fresh: "edcba", held: "cba", count: 2 },
    { name: "rows that fell off the end stay", shown: "cba", fresh: "edcb", held: "cba", count: 2 },
    { name: "nothing but new rows", shown: "cba", fresh: "gfed", held: "cba", count: 4 },
    { name: "older rows come behind", shown: "cb", fresh: "cba", held: "cba", count: 0 },
    { name: "both", shown: "dc", fresh: "edcba", held: "dcba", count: 1 },
    { name: "a row between that now passes the filter stays out too", shown: "da", fresh: "dba", held: "da", count: 1 },
  ])("$name", ({ shown, fresh, held, count }) => {
    expect(ids(holdRows(rows(shown), rows(fresh)))).toBe(held);
    expect(countHeld(rows(shown), rows(fresh))).toBe(count);
  });

  test("are up to date", () => {
    const [first] = holdRows(rows("ba"), [{ id: "b", state: "new" }]);
    expect(first).toEqual({ id: "b", state: "new" });
  });
});
