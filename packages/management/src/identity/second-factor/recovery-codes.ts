import { randomInt } from "node:crypto";
import { hashSecretToken } from "../secret-token.ts";

const codesPerUser = 10;
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
/** 80 bits: enough for a fast hash, which nobody can search backwards. */
const lengthOfCode = 16;

/** New recovery codes as they are shown, this once, and what is stored of them. */
export function createRecoveryCodes(): { codes: string[]; hashes: Buffer<ArrayBuffer>[] } {
  const codes = Array.from({ length: codesPerUser }, createCode);
  return { codes: codes.map(inGroups), hashes: codes.map(hashRecoveryCode) };
}

/** What is stored of a code that `RecoveryCodeSchema` has parsed: without its dashes. */
export function hashRecoveryCode(code: string): Buffer<ArrayBuffer> {
  return hashSecretToken(code);
}

function createCode(): string {
  return Array.from({ length: lengthOfCode }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** Four letters at a time are easier to copy by hand. */
function inGroups(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
