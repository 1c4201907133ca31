import { expect, test } from "vitest";
import { findGrowth, type SoakSample } from "./judge-soak.ts";

const megabyte = 1024 * 1024;
const sampleOf = (given: { megabytes?: number; table?: number; deliveries?: number }): SoakSample => ({
  seconds: 0,
  memory: { worker: (given.megabytes ?? 100) * megabyte },
  tables: { delivery: (given.table ?? 50) * megabyte },
  deliveries: given.deliveries ?? 1_000,
});

test("what finds its size in the first third, and wavers after that, is flat", () => {
  const sizes = [10, 60, 100, 90, 110, 95, 105, 118, 90];
  expect(findGrowth(sizes.map((size) => sampleOf({ megabytes: size, table: size })))).toEqual([]);
});

test("what goes on growing is named", () => {
  const sizes = [100, 130, 160, 190, 220, 250, 280, 310, 340];
  const samples = sizes.map((size) => sampleOf({ megabytes: size, deliveries: size * 100 }));
  expect(findGrowth(samples)).toEqual([
    { name: "memory of worker", before: 250 * megabyte, after: 340 * megabyte },
    { name: "deliveries", before: 25_000, after: 34_000 },
  ]);
});

test("too few samples say nothing", () => {
  expect(() => findGrowth([sampleOf({}), sampleOf({})])).toThrow("at least three");
});
