import { describe, expect, it, test } from "vitest";
import { createTotpSecret, findTotpStep, totpUri } from "./totp.ts";

/** The key of RFC 6238's test vectors, "12345678901234567890", in base32. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** Appendix B of RFC 6238 for SHA-1: the last six of its eight digits. */
test.each([
  [59, "287082", 1],
  [1_111_111_109, "081804", 37_037_036],
  [1_234_567_890, "005924", 41_152_263],
  [2_000_000_000, "279037", 66_666_666],
])("at %d s the code of RFC 6238 is %s", (seconds, code, step) => {
  expect(findTotpStep(secret, code, new Date(seconds * 1000))).toBe(step);
});

describe("a code", () => {
  const at = (seconds: number) => findTotpStep(secret, "005924", new Date(seconds * 1000));
  const start = 41_152_263 * 30;

  it.each([
    ["30 s early", start - 30, 41_152_263],
    ["at its end", start + 29, 41_152_263],
    ["30 s late", start + 59, 41_152_263],
  ])("counts %s", (_name, seconds, step) => {
    expect(at(seconds)).toBe(step);
  });

  it.each([
    ["earlier", start - 31],
    ["later", start + 60],
  ])("does not count %s", (_name, seconds) => {
    expect(at(seconds)).toBeNull();
  });

  it("of another secret does not count", () => {
    expect(findTotpStep(createTotpSecret(), "005924", new Date(start * 1000))).toBeNull();
  });
});

test("a secret has 160 bits, each its own", () => {
  expect(createTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(createTotpSecret()).not.toBe(createTotpSecret());
});

test("the URI names us and the login, whatever is in it", () => {
  const url = new URL(totpUri(secret, "ada@example.com / 1"));
  expect(url.protocol).toBe("otpauth:");
  expect(decodeURIComponent(url.pathname)).toMatch(/Understudy:ada@example\.com \/ 1$/);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ secret, issuer: "Understudy", digits: "6" });
});
