import type { Callback } from "@understudy/domain";
import { expect, test } from "vitest";
import type { DeliveryView } from "../../deliveries/delivery-view.ts";
import { type AnsweredCall, listCallbackOutcomes } from "./callback-outcomes.ts";

const delivery: DeliveryView = {
  ...{ id: "one", namespace: "sandbox", mockId: "mock", mockVersion: 1, requestId: "req", state: "delivered" },
  ...{ webhookId: null, operation: null },
  ...{ stateReason: null, attempts: 1, attemptsMax: 1, createdAt: new Date(), nextAttemptAt: null, finishedAt: null },
  ...{ redeliveryOf: null, message: null, destination: null, callback: { index: 0, name: null, type: "http" } },
};

function outcomeOf(callback: Partial<Callback>, call: Partial<Omit<AnsweredCall, "callbacks">> = {}) {
  const [outcome] = listCallbackOutcomes({
    ...{ status: 201, refusal: null, deliveries: [] },
    ...call,
    callbacks: [{ url: "http://target/", ...callback }],
  });
  return outcome;
}

test("a callback with a delivery says how that stands, and why if it was not delivered", () => {
  expect(outcomeOf({}, { deliveries: [delivery] })).toMatchObject({
    ...{ outcome: "delivered", deliveryIds: ["one"], reason: null, trigger: "always", isSynchronous: false },
  });
  const skipped = { ...delivery, state: "skipped" as const, stateReason: "this is hop 11" };
  expect(outcomeOf({}, { deliveries: [skipped] })).toMatchObject({
    outcome: "skipped",
    reason: { kind: "skipped", text: "this is hop 11" },
  });
  const failed = { ...delivery, state: "failed" as const, stateReason: "status" };
  expect(outcomeOf({}, { deliveries: [failed] })?.reason).toEqual({ kind: "failed", text: "status" });
});

test("what was sent anew elsewhere is listed, but says nothing of the callback", () => {
  const failed = { ...delivery, state: "failed" as const, stateReason: "status" };
  const anew = { ...delivery, id: "two", redeliveryOf: "one" };
  expect(outcomeOf({}, { deliveries: [anew, failed] })).toMatchObject({
    outcome: "failed",
    deliveryIds: ["two", "one"],
  });
});

test.each([
  {
    callback: { trigger: "on_success" },
    call: { status: 503 },
    reason: { kind: "trigger", text: "its trigger is on_success (2xx), and the answer was 503" },
  },
  {
    callback: { trigger: "on_error" },
    call: {},
    reason: { kind: "trigger", text: "its trigger is on_error (400 and above), and the answer was 201" },
  },
  {
    callback: { trigger: "on_first_use" },
    call: {},
    reason: { kind: "trigger", text: "its trigger is on_first_use, and this was not the first use of the mock" },
  },
  {
    callback: { trigger: "on_last_use" },
    call: {},
    reason: { kind: "trigger", text: "its trigger is on_last_use, and this was not the last use of the mock" },
  },
  { callback: {}, call: {}, reason: { kind: "unknown", text: "its delivery is not kept any longer" } },
  {
    callback: { trigger: "on_error" },
    call: { status: 429, refusal: { error: "too many" } },
    reason: { kind: "refused", text: "the call was not answered by the mock, and nothing was enqueued: too many" },
  },
] as const)("a callback without a delivery did not fire: $reason.text", ({ callback, call, reason }) => {
  expect(outcomeOf(callback, call)).toMatchObject({ outcome: "not_fired", deliveryIds: [], reason });
});

test("an answer that we gave instead of the mock's says nothing of the mock's own", () => {
  const other = { ...delivery, callback: { ...delivery.callback, index: 1 } };
  const call = { status: 502, refusal: { error: "a callback failed" }, deliveries: [other] };
  expect(outcomeOf({ trigger: "on_error" }, call)?.reason).toEqual({
    kind: "trigger",
    text: "its trigger is on_error (400 and above), and the mock's own answer was none of these",
  });
});
