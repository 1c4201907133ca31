import { expect, test } from "vitest";
import { errorClasses, type ErrorClass } from "./error-class.ts";
import type { Outcome } from "./outcome.ts";
import { nextAttempt } from "./retry-policy.ts";

const finishedAt = new Date("2030-01-01T00:00:00.000Z");
const delivered: Outcome = { kind: "delivered", isResponseTruncated: false };

function failed(errorClass: ErrorClass): Outcome {
  return { kind: "failed", errorClass, error: "No.", isResponseTruncated: false };
}

function decide(attemptsMade: number, attemptsMax: number, outcome: Outcome) {
  return nextAttempt({ attemptsMade, attemptsMax, retryDelayMs: 2000, outcome, finishedAt });
}

test("retryCount 3 makes four attempts, each a fixed delay after the end of the one before", () => {
  const retry = { kind: "retry", at: new Date("2030-01-01T00:00:02.000Z") };
  expect([1, 2, 3, 4].map((made) => decide(made, 4, failed("status")))).toEqual([
    retry,
    retry,
    retry,
    { kind: "finished" },
  ]);
});

test("retryCount 0 makes one attempt", () => {
  expect(decide(1, 1, failed("timeout"))).toEqual({ kind: "finished" });
});

test("success ends it at once", () => {
  expect(decide(1, 4, delivered)).toEqual({ kind: "finished" });
});

test("only what the same bytes can't mend is final at once", () => {
  const final = errorClasses.filter((errorClass) => decide(1, 4, failed(errorClass)).kind === "finished");
  expect(final).toEqual(["guard", "size", "header", "render"]);
});
