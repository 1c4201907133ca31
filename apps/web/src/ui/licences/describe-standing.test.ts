import { expect, it } from "vitest";
import { describeExpiry, describeStanding, describeUse } from "./describe-standing.ts";

it("the standing says whether limits hold, and why", () => {
  const headings = [
    describeStanding({ isActive: true, isRequired: true, type: "enterprise" }),
    describeStanding({ isActive: false, isRequired: true, type: null }),
    describeStanding({ isActive: false, isRequired: false, type: null }),
  ].map(({ heading }) => heading);
  expect(headings).toEqual(["Licensed: enterprise", "Community limits", "Nothing is limited"]);
});

it("a use is told with its limit, and is full at it", () => {
  expect(describeUse(1_200, null)).toEqual({ text: "1,200, not limited", share: null, isFull: false });
  expect(describeUse(5, 20)).toEqual({ text: "5 of 20", share: 0.25, isFull: false });
  expect(describeUse(1_200, 1_000)).toEqual({ text: "1,200 of 1,000", share: 1, isFull: true });
  expect(describeUse(0, 0)).toMatchObject({ share: 1, isFull: true });
});

it("of licences that end soon the first is named", () => {
  expect(describeExpiry([])).toBeNull();
  expect(describeExpiry([{ type: "trial", daysLeft: 1 }])).toBe("The trial license ends in 1 day.");
  expect(
    describeExpiry([
      { type: "trial", daysLeft: 20 },
      { type: "standard", daysLeft: 3 },
    ]),
  ).toBe("The standard license ends in 3 days, and 1 more within 30 days.");
});
