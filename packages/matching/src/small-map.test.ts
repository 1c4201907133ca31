import { describe, expect, it } from "vitest";
import { SmallMap } from "./small-map.ts";

describe("a small map", () => {
  it("does what a Map does, with no, one and many entries", () => {
    const small = new SmallMap<number>();
    const map = new Map<string, number>();
    const steps: ["set" | "delete", string][] = [
      ["set", "a"],
      ["set", "a"],
      ["delete", "b"],
      ["delete", "a"],
      ["set", ""],
      ["set", "b"],
      ["set", "c"],
      ["delete", ""],
      ["delete", "b"],
      ["set", "b"],
      ["delete", "c"],
      ["delete", "b"],
      ["set", "d"],
    ];
    steps.forEach(([step, key], number) => {
      for (const one of [small, map]) if (step === "set") one.set(key, number);
      for (const one of [small, map]) if (step === "delete") one.delete(key);
      expect([...small]).toEqual([...map]);
      expect(small.size).toBe(map.size);
      for (const asked of ["", "a", "b", "c", "d"]) expect(small.get(asked)).toBe(map.get(asked));
    });
  });
});
