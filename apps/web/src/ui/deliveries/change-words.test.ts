import { expect, test } from "vitest";
import { countDeliveries, describeFilters } from "./change-words.ts";

test.each([
  [0, false, "0 deliveries"],
  [1, false, "1 delivery"],
  [1234, false, "1,234 deliveries"],
  [100_000, true, "more than 100,000 deliveries"],
])("%i, cut: %s", (count, isCut, words) => {
  expect(countDeliveries(count, isCut)).toBe(words);
});

test("the filters are named, and that there are none", () => {
  const none = { state: null, mock: "", webhook: "", target: " ", delivery: null };
  expect(describeFilters(none, "shop")).toBe("all of shop");
  expect(describeFilters({ ...none, state: "failed", mock: "pay ", target: "host" }, "shop")).toBe(
    "state Failed, mock pay, target host, in shop",
  );
});
