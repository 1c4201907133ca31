import { changeSecondFactor, type StoredSecondFactor, takeRecoveryCode, type Transaction } from "@understudy/database";
import { AppError, type OwnershipProof, type Sealing } from "@understudy/domain";
import { waitAfterFailuresMs } from "./back-off.ts";
import { hashRecoveryCode } from "./recovery-codes.ts";
import { findTotpStep } from "./totp.ts";

/** What came of showing a code, a recovery code or a password. */
export type ProofOutcome = { kind: "right" } | { kind: "wrong" } | { kind: "blocked"; waitMs: number };

/**
 * Takes what somebody shows, which can't be shown again then. `factor` is held by the transaction, so that of two that show the same only
 * one is right. A wrong one is counted: whoever throws because of it must do so after the transaction. `isPassword` says whether a password
 * is the user's.
 */
export async function spendProof(
  tx: Transaction,
  factor: StoredSecondFactor,
  shown: { proof: OwnershipProof; now: Date; sealing: Sealing; isPassword: (password: string) => Promise<boolean> },
): Promise<ProofOutcome> {
  const { now } = shown;
  const waitMs = (factor.blockedUntil?.getTime() ?? 0) - now.getTime();
  if (waitMs > 0) return { kind: "blocked", waitMs };
  const change = await take(tx, factor, shown);
  if (change === null) {
    const failures = factor.failures + 1;
    const wait = waitAfterFailuresMs(failures);
    const blockedUntil = wait === 0 ? null : new Date(now.getTime() + wait);
    await changeSecondFactor(tx, factor.userId, { failures, blockedUntil });
    return { kind: "wrong" };
  }
  await changeSecondFactor(tx, factor.userId, { failures: 0, blockedUntil: null, ...change });
  return { kind: "right" };
}

/** What has to be stored because it was taken; null: it is wrong. */
async function take(
  tx: Transaction,
  factor: StoredSecondFactor,
  { proof, now, sealing, isPassword }: Parameters<typeof spendProof>[2],
): Promise<{ lastStep?: number } | null> {
  switch (proof.kind) {
    case "code": {
      const step = findTotpStep(sealing.open(factor.secret), proof.code, now);
      return step !== null && step > factor.lastStep ? { lastStep: step } : null;
    }
    case "recovery-code":
      return (await takeRecoveryCode(tx, factor.userId, hashRecoveryCode(proof.recoveryCode))) ? {} : null;
    case "password":
      return (await isPassword(proof.password)) ? {} : null;
  }
}

/** What a user is told who has to wait. */
export function tooManyTries(waitMs: number): AppError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new AppError("rate_limit", `too many wrong codes; try again in ${inWords(retryAfterSeconds)}`, {
    retryAfterSeconds,
  });
}

export function describeWrong({ kind }: OwnershipProof): string {
  if (kind === "code")
    return "the code is wrong or was used already; wait for the next one that the authenticator shows";
  if (kind === "recovery-code") return "the recovery code is wrong or was used already; take another one";
  return "the password is wrong";
}

function inWords(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
