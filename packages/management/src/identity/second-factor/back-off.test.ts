import { expect, test } from "vitest";
import { waitAfterFailuresMs } from "./back-off.ts";

test.each([
  [0, 0],
  [2, 0],
  [3, 2_000],
  [4, 4_000],
  [5, 8_000],
  [11, 512_000],
  [12, 900_000],
  [5_000, 900_000],
])("after %d wrong tries in a row the wait is %d ms", (failures, waitMs) => {
  expect(waitAfterFailuresMs(failures)).toBe(waitMs);
});
