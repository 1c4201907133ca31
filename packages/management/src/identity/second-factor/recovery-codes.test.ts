import { RecoveryCodeSchema } from "@understudy/domain";
import { expect, test } from "vitest";
import { createRecoveryCodes, hashRecoveryCode } from "./recovery-codes.ts";

test("there are ten, no two alike, easy to copy", () => {
  const { codes } = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
});

test("what is stored is found again from what people type", () => {
  const { codes, hashes } = createRecoveryCodes();
  const [code = ""] = codes;
  for (const typed of [code, code.toUpperCase(), code.replaceAll("-", ""), ` ${code.replaceAll("-", " ")} `]) {
    expect(hashRecoveryCode(RecoveryCodeSchema.parse(typed))).toEqual(hashes[0]);
  }
  expect(RecoveryCodeSchema.safeParse(code.slice(1)).success).toBe(false);
});
