import { describe, expect, it } from "vitest";
import { describeActions, describeLimits, describeReach } from "./describe-token.ts";

describe("a token in the list", () => {
  it("says where it may go and what it may do there", () => {
    expect([describeReach({ namespace: null }), describeReach({ namespace: "team" })]).toEqual([
      "All your namespaces",
      "team",
    ]);
    expect(describeActions({ allowedActions: [] })).toBe("Everything you may");
    expect(describeActions({ allowedActions: ["mock.read", "mock.write"] })).toBe("mock.read, mock.write");
    expect(describeActions({ allowedActions: ["mock.read", "mock.write", "store.read"] })).toBe("3 actions");
  });

  it("says how often it may call, shortest period first", () => {
    expect(describeLimits({ minute: null, hour: null, day: null })).toBe("");
    expect(describeLimits({ day: 5_000, hour: 1, minute: null })).toBe("1 an hour, 5,000 a day");
  });
});
