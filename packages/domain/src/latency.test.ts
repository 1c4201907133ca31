import { describe, expect, it } from "vitest";
import { drawLatencyMs, type Latency, LatencySchema } from "./latency.ts";

/** Numbers from 0 to below 1, the same ones each time (the minimal standard generator). */
function createRandom(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function drawSorted(latency: Latency): number[] {
  const random = createRandom();
  return Array.from({ length: 4_000 }, () => drawLatencyMs(latency, random)).sort((left, right) => left - right);
}

describe("a latency that is drawn", () => {
  it("lies between the bounds of a uniform one, and everywhere there", () => {
    const drawn = drawSorted({ distribution: "uniform", lowerMs: 100, upperMs: 300 });
    expect(drawn[0]).toBeGreaterThanOrEqual(100);
    expect(drawn.at(-1)).toBeLessThan(300);
    expect(drawn[2_000]).toBeGreaterThan(190);
    expect(drawn[2_000]).toBeLessThan(210);
  });

  it("has the median and the spread of a log-normal one", () => {
    const drawn = drawSorted({ distribution: "lognormal", medianMs: 100, sigma: 0.5 });
    expect(drawn[2_000]).toBeGreaterThan(95);
    expect(drawn[2_000]).toBeLessThan(105);
    // One standard deviation above the median: 84 % of all are below e^0.5 = 1.65 times the median.
    expect(drawn[3_365]).toBeGreaterThan(155);
    expect(drawn[3_365]).toBeLessThan(175);
  });

  it("is cut at the largest that is allowed", () => {
    const drawn = drawSorted({ distribution: "lognormal", medianMs: 100, sigma: 2, maxMs: 120 });
    expect(drawn.at(-1)).toBe(120);
  });
});

describe("a latency's definition is refused", () => {
  it.each([
    ["whose bounds are the wrong way round", { distribution: "uniform", lowerMs: 2, upperMs: 1 }, "upperMs"],
    ["that is negative", { distribution: "uniform", lowerMs: -1, upperMs: 1 }, "lowerMs"],
    ["that is longer than ten minutes", { distribution: "lognormal", medianMs: 600_001, sigma: 1 }, "medianMs"],
    ["without a spread", { distribution: "lognormal", medianMs: 1 }, "sigma"],
    ["of another distribution", { distribution: "gamma" }, "distribution"],
  ])("%s", (_name, input, path) => {
    expect(LatencySchema.safeParse(input).error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
