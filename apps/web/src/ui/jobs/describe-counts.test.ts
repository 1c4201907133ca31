import { expect, test } from "vitest";
import { describeCounts } from "./describe-counts.ts";

test("what a run has done is put in words, without what it had not to do", () => {
  expect(describeCounts({ closed: 0, purged: 1_200, undefinedRequests: 3 })).toBe("1,200 purged, 3 undefined requests");
  expect(describeCounts({ purged: 0 })).toBe("");
  expect(describeCounts({ deliveries: 5, unfinished: 1 })).toBe("5 deliveries, the next run goes on");
});
