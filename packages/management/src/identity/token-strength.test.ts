import { describe, expect, it } from "vitest";
import { findExcess, type TokenStrength } from "./token-strength.ts";

const strongest: TokenStrength = {
  namespace: null,
  allowedActions: [],
  expiresAt: null,
  rateLimits: { minute: null, hour: null, day: null },
};
const bounded: TokenStrength = {
  namespace: "team",
  allowedActions: ["mock.read", "token.create"],
  expiresAt: new Date("2026-01-02"),
  rateLimits: { minute: 10, hour: null, day: 100 },
};

describe("a token that a token makes", () => {
  it("may be anything when the maker is unbounded, and as strong as the maker at most", () => {
    for (const wanted of [strongest, bounded]) expect(findExcess(wanted, strongest)).toBeNull();
    expect(findExcess(bounded, bounded)).toBeNull();
    expect(
      findExcess({ ...bounded, allowedActions: ["mock.read"], expiresAt: new Date("2026-01-01") }, bounded),
    ).toBeNull();
  });

  it.each<[string, Partial<TokenStrength>, string]>([
    ["reaches all namespaces", { namespace: null }, "reach another namespace"],
    ["reaches another one", { namespace: "other" }, "reach another namespace"],
    ["may do everything", { allowedActions: [] }, "be allowed more"],
    ["may do one thing more", { allowedActions: ["mock.read", "mock.write"] }, "be allowed more"],
    ["lives for ever", { expiresAt: null }, "outlive it"],
    ["lives longer", { expiresAt: new Date("2026-01-03") }, "outlive it"],
    ["has no limit", { rateLimits: strongest.rateLimits }, "more calls a minute"],
    ["has a wider limit", { rateLimits: { minute: 10, hour: 1, day: 101 } }, "more calls a day"],
  ])("is refused when it %s", (_name, more, excess) => {
    expect(findExcess({ ...bounded, ...more }, bounded)).toContain(excess);
  });
});
