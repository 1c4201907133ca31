import { VerificationSchema } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { expectationOf, isDecided } from "./expectation.ts";

const of = (given: object) => expectationOf(VerificationSchema.parse(given));

describe("what is expected", () => {
  it.each<[object, object]>([
    [{}, { text: "at least 1", min: 1, max: Infinity }],
    [{ atLeast: 3 }, { text: "at least 3", min: 3, max: Infinity }],
    [{ atLeast: 0 }, { text: "at least 0", min: 0, max: Infinity }],
    [{ exactly: 2 }, { text: "exactly 2", min: 2, max: 2 }],
    [{ exactly: 0 }, { text: "never", min: 0, max: 0 }],
    [{ atMost: 4 }, { text: "at most 4", min: 0, max: 4 }],
    [{ never: true }, { text: "never", min: 0, max: 0 }],
  ])("%j", (given, expected) => {
    expect(of(given)).toEqual(expected);
  });

  it.each([{ never: true, exactly: 1 }, { never: false }, { exactly: -1 }, { atLeast: 1.5 }, { withinMs: 30_001 }])(
    "%j is refused",
    (given) => {
      expect(VerificationSchema.safeParse(given).success).toBe(false);
    },
  );
});

describe("waiting ends", () => {
  it.each<[object, number, boolean]>([
    [{ atLeast: 2 }, 1, false],
    [{ atLeast: 2 }, 2, true],
    [{ exactly: 2 }, 2, true],
    [{ exactly: 2 }, 3, true],
    [{ atMost: 2 }, 2, false],
    [{ atMost: 2 }, 3, true],
    [{ never: true }, 0, false],
    [{ never: true }, 1, true],
  ])("%j after %i calls: %s", (given, count, isEnd) => {
    expect(isDecided(of(given), count)).toBe(isEnd);
  });
});
