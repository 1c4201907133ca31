import { expect, test } from "vitest";
import { renderRelative, renderUtc } from "./render-time.ts";

const now = new Date("2026-05-01T12:00:00Z");

test.each([
  ["2026-05-01T11:59:30Z", "just now"],
  ["2026-05-01T12:00:30Z", "just now"],
  ["2026-05-01T11:58:10Z", "1 minute ago"],
  ["2026-05-01T09:00:00Z", "3 hours ago"],
  ["2026-04-30T12:00:00Z", "yesterday"],
  ["2026-05-03T12:00:00Z", "in 2 days"],
  ["2024-05-01T12:00:00Z", "2 years ago"],
])("%s is %s", (at, text) => {
  expect(renderRelative(new Date(at), now)).toBe(text);
});

test("the exact moment is in UTC", () => {
  expect(renderUtc(new Date("2026-05-01T12:30:05.678Z"))).toBe("2026-05-01 12:30:05 UTC");
});
