import { describe, expect, it } from "vitest";
import { describeSchedule, describeSize, describeState } from "./describe-backup.ts";

describe("what a person reads of a backup", () => {
  it.each([
    ["0 3 * * *", "At 03:00, every day, UTC"],
    ["30 4 * * 0", "At 04:30, only on Sunday, UTC"],
    ["every night", null],
  ])("says %s as %s", (schedule, words) => {
    expect(describeSchedule(schedule)).toBe(words);
  });

  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [52_428_800, "50 MiB"],
  ])("says %i bytes as %s", (bytes, text) => {
    expect(describeSize(bytes)).toBe(text);
  });

  it("counts rows while it is made", () => {
    const backup = { status: "in_progress", progress: { rowsDone: 999, rowsTotal: 1_000 } } as const;
    const describeOne = (part: object) => describeState({ ...backup, ...part } as never);
    expect(describeOne({})).toBe("99 %");
    expect(describeOne({ progress: { rowsDone: 0, rowsTotal: null } })).toBe("waiting");
    expect(describeOne({ status: "failed" })).toBe("failed");
  });
});
