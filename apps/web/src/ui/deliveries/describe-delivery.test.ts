import { deliveryStates } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { describeDelivery, isFinal, renderAttempts } from "./describe-delivery.ts";

const policy = { stateReason: null, attemptsMade: 0, attemptsMax: 3 };

describe("how a delivery stands", () => {
  test.each([
    [{ state: "pending" }, "No attempt was made yet."],
    [{ state: "pending", attemptsMade: 1 }, "One attempt failed; another follows."],
    [{ state: "sending", attemptsMade: 1 }, "Attempt 2 is under way."],
    [{ state: "delivered", attemptsMade: 2 }, "Attempt 2 delivered it."],
    [{ state: "failed", attemptsMade: 3, stateReason: "timeout" }, "3 attempts failed. Timed out."],
    [
      { state: "failed", attemptsMade: 1, stateReason: "guard" },
      "It was given up after one attempt: Blocked by the guard.",
    ],
    [{ state: "failed", stateReason: "render: no such field" }, "Nothing could be sent: render: no such field."],
    [{ state: "waiting", stateReason: 'it waits for "first"' }, 'It waits for "first".'],
    [{ state: "skipped", stateReason: "the chain is too long" }, "Nothing was sent: the chain is too long."],
  ] as const)("%j", (delivery, sentence) => {
    expect(describeDelivery({ ...policy, ...delivery })).toBe(sentence);
  });

  test.each(deliveryStates)("%s has a sentence", (state) => {
    expect(describeDelivery({ ...policy, state })).toMatch(/^[A-Z].*\.$/);
  });
});

test("a delivery ends in four states", () => {
  expect(deliveryStates.filter(isFinal)).toEqual(["delivered", "failed", "cancelled", "skipped"]);
});

test("more attempts than the policy gives are counted alone", () => {
  expect(renderAttempts({ attemptsMade: 2, attemptsMax: 3 })).toBe("2 of 3");
  expect(renderAttempts({ attemptsMade: 4, attemptsMax: 3 })).toBe("4");
});
