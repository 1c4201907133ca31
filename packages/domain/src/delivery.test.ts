import { describe, expect, it } from "vitest";
import { firesOn } from "./delivery.ts";

describe("a callback fires", () => {
  it.each([
    ["on_first_use", { use: 1, usesMax: null }, true],
    ["on_first_use", { use: 2, usesMax: null }, false],
    ["on_last_use", { use: 3, usesMax: 3 }, true],
    ["on_last_use", { use: 2, usesMax: 3 }, false],
    ["on_last_use", { use: 1, usesMax: null }, false],
    ["on_first_use", { use: 1, usesMax: 1 }, true],
    ["on_last_use", { use: 1, usesMax: 1 }, true],
  ] as const)("%s, use %j: %s", (trigger, uses, expected) => {
    expect(firesOn(trigger, { status: 500, ...uses })).toBe(expected);
  });

  it.each([
    ["on_success", 299, true],
    ["on_success", 300, false],
    ["on_error", 400, true],
    ["on_error", 399, false],
    ["always", 404, true],
    ["", 302, true],
    [undefined, 200, true],
  ] as const)("%s of status %i: %s", (trigger, status, expected) => {
    expect(firesOn(trigger, { status, use: 1, usesMax: null })).toBe(expected);
  });
});
