import { describe, expect, it } from "vitest";
import type { Callback } from "./callback.ts";
import { firesOn, policyOf, worstCaseMs } from "./delivery.ts";

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

describe("the policy of a callback", () => {
  it.each<[what: string, callback: Callback, expected: object]>([
    ["the seed's defaults", {}, { attemptsMax: 1, retryDelayMs: 1000, timeoutMs: 30_000, retryPolicy: null }],
    ["the seed's fields", { retryCount: 3, retryDelay: 2, timeout: 10 }, { attemptsMax: 4, retryDelayMs: 2000 }],
    ["a first wait of its own", { retryDelay: 2, retryPolicy: { kind: "fixed", delayMs: 50 } }, { retryDelayMs: 50 }],
    ["a schedule says how often", { retryPolicy: { kind: "schedule", delaysMs: [1, 2] } }, { attemptsMax: 3 }],
    [
      "but retryCount comes first",
      { retryCount: 5, retryPolicy: { kind: "schedule", delaysMs: [1, 2] } },
      { attemptsMax: 6 },
    ],
  ])("%s", (_what, callback, expected) => {
    expect(policyOf(callback)).toMatchObject(expected);
  });

  it.each<[what: string, callback: Callback, ms: number]>([
    ["contract F56", { retryCount: 3, retryDelay: 2, timeout: 10 }, 4 * 10_000 + 3 * 2000],
    ["one attempt", { timeout: 10 }, 10_000],
    ["waits that grow", { retryCount: 3, timeout: 1, retryPolicy: { kind: "exponential" } }, 4000 + 1000 + 2000 + 4000],
    ["jitter", { timeout: 1, retryPolicy: { kind: "schedule", delaysMs: [100, 300], jitter: 0.5 } }, 3000 + 150 + 450],
    [
      "whatever a target may ask for",
      { retryCount: 1, timeout: 1, retryPolicy: { kind: "fixed", respectRetryAfter: true } },
      2000 + 3_600_000,
    ],
  ])("has a worst case: %s", (_what, callback, ms) => {
    expect(worstCaseMs(policyOf(callback))).toBe(ms);
  });
});
