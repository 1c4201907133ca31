import { describe, expect, it } from "vitest";
import { findLastSlot, findNextSlot, findScheduleProblem } from "./schedule.ts";

const slots = (schedule: string, now: string) =>
  [findLastSlot(schedule, new Date(now)), findNextSlot(schedule, new Date(now))].map((slot) =>
    slot?.toISOString().slice(0, 16),
  );

describe("a schedule", () => {
  it.each([
    ["on the slot itself", "0 3 * * *", "2026-11-27T03:00:00Z", "2026-11-27T03:00", "2026-11-28T03:00"],
    ["within the slot's minute", "0 3 * * *", "2026-11-27T03:00:59.999Z", "2026-11-27T03:00", "2026-11-28T03:00"],
    ["just before it", "0 3 * * *", "2026-11-27T02:59:59.999Z", "2026-11-26T03:00", "2026-11-27T03:00"],
    ["of every five minutes", "*/5 * * * *", "2026-11-27T03:04:59.999Z", "2026-11-27T03:00", "2026-11-27T03:05"],
    ["on the last day of a month", "0 0 L * *", "2026-11-27T00:00:00Z", "2026-10-31T00:00", "2026-11-30T00:00"],
    ["on days that not every month has", "0 0 31 * *", "2026-11-27T00:00:00Z", "2026-10-31T00:00", "2026-12-31T00:00"],
    ["on leap days", "30 12 29 2 *", "2026-11-27T00:00:00Z", "2024-02-29T12:30", "2028-02-29T12:30"],
    [
      "in the night in which clocks go forward in Europe",
      "30 1 * * *",
      "2026-03-29T02:00:00Z",
      "2026-03-29T01:30",
      "2026-03-30T01:30",
    ],
    ["by name", "@hourly", "2026-11-27T03:00:00Z", "2026-11-27T03:00", "2026-11-27T04:00"],
    ["by name, as clients write it", "Daily", "2026-11-27T03:00:00Z", "2026-11-27T00:00", "2026-11-28T00:00"],
    ["of working days", "0 12 * * 1-5", "2026-11-28T00:00:00Z", "2026-11-27T12:00", "2026-11-30T12:00"],
  ])("%s has its last and its next slot in UTC", (_, ...[schedule, now, ...expected]) => {
    expect(findScheduleProblem(schedule)).toBeNull();
    expect(slots(schedule, now)).toEqual(expected);
  });

  it.each([
    ["", /five fields/],
    ["often", /five fields/],
    ["0 0 3 * * *", /five fields/],
    ["61 * * * *", /minute: 61/],
    ["* * * * 9", /day of week/i],
    ["0 0 30 2 *", /no such day/],
    ["@reboot", /@hourly/],
    ["2030-12-01T00:00:00Z", /five fields/],
    ["0 3 * * ; drop", /./],
  ])("that is none is refused with what is allowed: %j", (schedule, problem) => {
    expect(findScheduleProblem(schedule)).toMatch(problem);
  });
});
