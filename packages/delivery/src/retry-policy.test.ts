import { retryableErrorClasses, type RetryPolicy, retryWaitMsMax } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { errorClasses, type ErrorClass, finalErrorClasses } from "./error-class.ts";
import type { Outcome } from "./outcome.ts";
import { nextAttempt } from "./retry-policy.ts";

const finishedAt = new Date("2030-01-01T00:00:00.000Z");
const delivered: Outcome = { kind: "delivered", isResponseTruncated: false };

function failed(errorClass: ErrorClass, more: { statusCode?: number; retryAfter?: string } = {}): Outcome {
  const { statusCode, retryAfter } = more;
  return {
    ...{ kind: "failed", errorClass, error: "No.", isResponseTruncated: false },
    ...(statusCode !== undefined && { statusCode }),
    ...(retryAfter !== undefined && { responseHeaders: [["Retry-After", retryAfter]] }),
  };
}

const unavailable = failed("status", { statusCode: 503 });

interface Given {
  made?: number;
  max?: number;
  outcome?: Outcome;
  policy?: RetryPolicy | null;
  random?: number;
}

/** Milliseconds until the next attempt; null: there is none. The wait of `retryDelay` is 2 s. */
function waitOf({ made = 1, max = 100, outcome = unavailable, policy = null, random = 0 }: Given): number | null {
  const attempt = {
    attemptsMade: made,
    attemptsMax: max,
    retryDelayMs: 2000,
    retryPolicy: policy,
    outcome,
    finishedAt,
  };
  const decision = nextAttempt(attempt, () => random);
  return decision.kind === "retry" ? decision.at.getTime() - finishedAt.getTime() : null;
}

const waitsOf = (policy: RetryPolicy, count: number, random = 0): (number | null)[] =>
  Array.from({ length: count }, (_, index) => waitOf({ made: index + 1, policy, random }));

test("retryCount 3 makes four attempts, each a fixed delay after the end of the one before", () => {
  expect([1, 2, 3, 4].map((made) => waitOf({ made, max: 4 }))).toEqual([2000, 2000, 2000, null]);
});

test("retryCount 0 makes one attempt", () => {
  expect(waitOf({ max: 1, outcome: failed("timeout") })).toBeNull();
});

test("success ends it at once", () => {
  expect(waitOf({ outcome: delivered })).toBeNull();
});

test("only what the same bytes can't mend is final at once, whatever retryOn says", () => {
  const finalOf = (policy: RetryPolicy | null): string[] =>
    errorClasses.filter((errorClass) => waitOf({ outcome: failed(errorClass), policy }) === null);
  expect(finalOf(null)).toEqual(["guard", "size", "header", "render"]);
  expect(finalOf({ kind: "fixed", retryOn: [...retryableErrorClasses] })).toEqual(finalOf(null));
});

test("retryOn can name every failure that may be mended, and no other", () => {
  const mendable = errorClasses.filter((errorClass) => !finalErrorClasses.includes(errorClass));
  expect([...retryableErrorClasses].sort()).toEqual([...mendable].sort());
});

describe("waits", () => {
  test.each<[what: string, policy: RetryPolicy, waits: number[]]>([
    ["fixed", { kind: "fixed" }, [2000, 2000, 2000]],
    ["exponential doubles", { kind: "exponential" }, [2000, 4000, 8000]],
    [
      "exponential by a factor, up to a most",
      { kind: "exponential", factor: 3, delayMsMax: 10_000 },
      [2000, 6000, 10_000],
    ],
    ["a schedule, its last one going on", { kind: "schedule", delaysMs: [10, 500] }, [10, 500, 500]],
  ])("%s", (_what, policy, waits) => {
    expect(waitsOf(policy, waits.length)).toEqual(waits);
  });

  test("that grow end at an hour", () => {
    expect(waitOf({ made: 99, policy: { kind: "exponential", factor: 10 } })).toBe(retryWaitMsMax);
  });

  test("are drawn out by jitter, never shortened", () => {
    const policy: RetryPolicy = { kind: "exponential", jitter: 0.5 };
    expect([0, 0.5, 0.999].map((random) => waitsOf(policy, 2, random))).toEqual([
      [2000, 4000],
      [2500, 5000],
      [2999, 5998],
    ]);
  });
});

describe("retryOn", () => {
  const policy: RetryPolicy = { kind: "fixed", retryOn: [429, "5xx", "timeout"] };

  test.each<[outcome: Outcome, wait: number | null]>([
    [failed("status", { statusCode: 429 }), 2000],
    [failed("status", { statusCode: 500 }), 2000],
    [failed("status", { statusCode: 599 }), 2000],
    [failed("status", { statusCode: 404 }), null],
    [failed("timeout"), 2000],
    [failed("connect"), null],
    // The answer began, and was broken off.
    [failed("closed", { statusCode: 503 }), null],
  ])("%j", (outcome, wait) => {
    expect(waitOf({ outcome, policy })).toBe(wait);
  });

  test("status means all of them", () => {
    expect(
      waitOf({ outcome: failed("status", { statusCode: 301 }), policy: { kind: "fixed", retryOn: ["status"] } }),
    ).toBe(2000);
  });
});

describe("Retry-After", () => {
  const policy: RetryPolicy = { kind: "fixed", respectRetryAfter: true };
  const asking = (retryAfter: string): Outcome => failed("status", { statusCode: 503, retryAfter });

  test.each<[value: string, wait: number]>([
    ["5", 5000],
    ["Tue, 01 Jan 2030 00:00:07 GMT", 7000],
    ["1", 2000],
    ["Mon, 31 Dec 2029 00:00:00 GMT", 2000],
    ["soon", 2000],
    ["99999999999999999999", retryWaitMsMax],
    ["Tue, 01 Jan 2040 00:00:00 GMT", retryWaitMsMax],
  ])("%s makes the wait longer, never shorter, and no longer than an hour", (value, wait) => {
    expect(waitOf({ outcome: asking(value), policy })).toBe(wait);
  });

  test("counts only where the callback says so", () => {
    expect(waitOf({ outcome: asking("5") })).toBe(2000);
    expect(waitOf({ outcome: asking("5"), policy: { kind: "fixed" } })).toBe(2000);
  });
});
