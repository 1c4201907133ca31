import { expect, test } from "vitest";
import { readRetryAfterMs } from "./retry-after.ts";

const now = new Date("2030-01-01T00:00:00.250Z");

test.each<[value: string, ms: number | null]>([
  ["120", 120_000],
  [" 0 ", 0],
  ["Tue, 01 Jan 2030 00:00:30 GMT", 29_750],
  ["Mon, 31 Dec 2029 23:59:00 GMT", 0],
  ["999999999999", 999_999_999_999_000],
  ["-5", null],
  ["1.5", null],
  ["5 minutes", null],
  ["2030-01-01T00:00:30Z", null],
  ["Tue, 99 Jan 2030 00:00:30 GMT", null],
  ["", null],
])("%j asks for %s ms", (value, ms) => {
  expect(readRetryAfterMs([["RETRY-After", value]], now)).toBe(ms);
});

test("an answer without it asks for nothing", () => {
  expect(readRetryAfterMs([["date", "Tue, 01 Jan 2030 00:00:30 GMT"]], now)).toBeNull();
});
