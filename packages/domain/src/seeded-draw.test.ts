import { expect, test } from "vitest";
import { drawFrom } from "./seeded-draw.ts";

test.each([
  ["revenge", 4051478007546757],
  ["revenue", 8309097637345594],
  ["", 3338908027751811],
  ['["seed",0,"drop","use",1]', 3531062096920735],
])("%j always draws the same: another version of the product repeats a run of this one", (text, hash) => {
  expect(drawFrom(text)).toBe(hash / 2 ** 53);
});

test("texts that differ little draw evenly", () => {
  const draws = Array.from({ length: 20_000 }, (_, use) =>
    drawFrom(JSON.stringify(["seed", 0, "drop", "use", use + 1])),
  );
  const buckets = Array.from({ length: 20 }, () => 0);
  for (const draw of draws) {
    expect(draw >= 0 && draw < 1).toBe(true);
    const bucket = Math.floor(draw * buckets.length);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  const expected = draws.length / buckets.length;
  const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 19 degrees of freedom: 43.8 is passed by chance once in a thousand.
  expect(chiSquare).toBeLessThan(43.8);
  expect(new Set(draws).size).toBe(draws.length);
  const repeated = draws.filter((draw, index) => draw < 0.5 === (draws[index - 1] ?? 1) < 0.5).length;
  expect(Math.abs(repeated / draws.length - 0.5)).toBeLessThan(0.02);
});
