import { describe, expect, it } from "vitest";
import { CallbackSchema, findClampedNumbers } from "./callback.ts";
import { findIgnoredParts } from "./ignored-parts.ts";
import type { MockDefinition } from "./mock.ts";
import { drawFirstDelayMs, type FirstDelay, firstDelayMsMax } from "./retry-settings.ts";
import { findUnknownKeys } from "./unknown-keys.ts";
import { toProblems } from "./validation-error.ts";

const callbackWith = (fields: object): object => ({ url: "http://target/", ...fields });

function problemsOf(fields: object): { path: string; message: string }[] {
  const parsed = CallbackSchema.safeParse(callbackWith(fields));
  return parsed.success ? [] : toProblems(parsed.error);
}

describe("a retry policy", () => {
  it.each<[policy: object]>([
    [{ kind: "fixed" }],
    [{ kind: "exponential", delayMs: 100, factor: 1.5, delayMsMax: 5000, jitter: 0.2 }],
    [{ kind: "schedule", delaysMs: [0, 10, 3_600_000], retryOn: [503, "4xx", "timeout"], respectRetryAfter: true }],
  ])("is kept as it was sent: %j", (retryPolicy) => {
    expect(CallbackSchema.parse(callbackWith({ retryPolicy }))).toEqual(callbackWith({ retryPolicy }));
  });

  it.each<[policy: object, path: string, says: RegExp]>([
    [{}, "$.retryPolicy.kind", /one of fixed, exponential, schedule/],
    [{ kind: "linear" }, "$.retryPolicy.kind", /one of fixed, exponential, schedule/],
    [{ kind: "schedule" }, "$.retryPolicy.delaysMs", /required/],
    [{ kind: "schedule", delaysMs: [] }, "$.retryPolicy.delaysMs", /at least one/],
    [{ kind: "schedule", delaysMs: [1, -1] }, "$.retryPolicy.delaysMs[1]", /not be negative/],
    [{ kind: "schedule", delaysMs: [1], delayMs: 5 }, "$.retryPolicy.delayMs", /only for fixed and exponential/],
    [{ kind: "fixed", factor: 2 }, "$.retryPolicy.factor", /only for exponential/],
    [{ kind: "fixed", delaysMs: [1] }, "$.retryPolicy.delaysMs", /only for schedule/],
    [{ kind: "exponential", factor: 0.5 }, "$.retryPolicy.factor", /1 to 10/],
    [{ kind: "fixed", delayMs: 1.5 }, "$.retryPolicy.delayMs", /whole number/],
    [{ kind: "fixed", jitter: 2 }, "$.retryPolicy.jitter", /0 to 1/],
    [{ kind: "fixed", retryOn: [] }, "$.retryPolicy.retryOn", /at least one/],
    [{ kind: "fixed", retryOn: [503, 200] }, "$.retryPolicy.retryOn[1]", /300 to 599, or one of 3xx/],
    [{ kind: "fixed", retryOn: ["guard"] }, "$.retryPolicy.retryOn[0]", /timeout/],
  ])("is refused with its path: %j", (retryPolicy, path, says) => {
    expect(problemsOf({ retryPolicy })).toEqual([{ path, message: expect.stringMatching(says) as string }]);
  });

  it("has its longest waits clamped, and says so", () => {
    const body = { webhooks: [callbackWith({ retryPolicy: { kind: "schedule", delaysMs: [5, 3_600_001] } })] };
    const webhooks = body.webhooks.map((callback) => CallbackSchema.parse(callback));
    expect(webhooks[0]?.retryPolicy?.delaysMs).toEqual([5, 3_600_000]);
    expect(findClampedNumbers({ webhooks }, body)).toEqual([
      { path: "$.webhooks[0].retryPolicy.delaysMs[1]", message: "is at most 3600000, and was set to that" },
    ]);
  });

  it("with an unknown key warns, naming the nearest", () => {
    const unknown = [...findUnknownKeys(CallbackSchema, callbackWith({ retryPolicy: { kind: "fixed", jiter: 1 } }))];
    expect(unknown).toEqual([{ path: "$.retryPolicy.jiter", message: "unknown key, ignored; did you mean jitter?" }]);
  });

  it.each<[fields: object, isIgnored: boolean]>([
    [{ retryPolicy: { kind: "fixed" } }, true],
    [{ retryPolicy: { kind: "schedule", delaysMs: [1] }, retryCount: 0 }, true],
    [{ retryPolicy: { kind: "schedule", delaysMs: [1] } }, false],
    [{ retryPolicy: { kind: "fixed" }, retryCount: 1 }, false],
  ])("without a retry has no effect: %j", (fields, isIgnored) => {
    const definition = { webhooks: [callbackWith(fields)] } as MockDefinition;
    const path = "$.webhooks[0].retryPolicy";
    expect(findIgnoredParts(definition).map((problem) => problem.path)).toEqual(isIgnored ? [path] : []);
  });
});

describe("a delay before the first attempt", () => {
  it.each<[delay: FirstDelay, drawn: number[], most: number]>([
    [0, [0, 0], 0],
    [1000, [1000, 1000], 1000],
    [0.4, [1, 1], 1],
    [{ distribution: "uniform", lowerMs: 100, upperMs: 200 }, [100, 150], 200],
    [{ distribution: "lognormal", medianMs: 100, sigma: 0 }, [100, 100], 600_000],
    [{ distribution: "lognormal", medianMs: 100, sigma: 0, maxMs: 50 }, [50, 50], 50],
  ])("of %j is drawn", (delay, drawn, most) => {
    expect([0, 0.5].map((random) => drawFirstDelayMs(delay, () => random))).toEqual(drawn);
    expect(firstDelayMsMax(delay)).toBe(most);
  });

  it.each([
    [-1],
    [600_001],
    ["1s"],
    [{ distribution: "normal" }],
    [{ distribution: "uniform", lowerMs: 2, upperMs: 1 }],
  ])("of %j is refused with what is allowed", (delay) => {
    const [problem] = problemsOf({ delay });
    expect(problem?.path).toMatch(/^\$\.delay/);
    expect(problem?.message).toMatch(/0 to 600000|at most 600000|not be (negative|below lowerMs)/);
  });
});
