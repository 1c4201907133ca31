import { expect, test } from "vitest";
import { renderClock, renderCountdown, renderDuration, renderRelative, renderUtc } from "./render-time.ts";

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

test.each([
  ["2026-05-01T11:59:00Z", "now"],
  ["2026-05-01T12:00:11.400Z", "in 12 s"],
  ["2026-05-01T12:01:00Z", "in 1 min"],
  ["2026-05-01T12:03:05Z", "in 3 min 5 s"],
  ["2026-05-01T14:00:00Z", "in 2 hours"],
])("%s is counted down to: %s", (to, text) => {
  expect(renderCountdown(new Date(to), now)).toBe(text);
});

test.each([
  ["2026-05-01T08:03:22Z", "08:03:22"],
  ["2026-04-23T15:03:22Z", "23 Apr, 15:03:22"],
  ["2025-05-01T15:03:22Z", "1 May 2025, 15:03:22"],
])("%s is %s on the clock", (at, text) => {
  expect(renderClock(new Date(at), now, "UTC")).toBe(text);
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_240, "1.2 s"],
])("%i ms is %s", (ms, text) => {
  expect(renderDuration(ms)).toBe(text);
});
