import { changeSecondFactor, lockSecondFactor, putRecoveryCodes } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseOwnAccount } from "../own-account.ts";
import { createRecoveryCodes } from "./recovery-codes.ts";
import { recordChanges } from "../../record-changes.ts";
import { toSecondFactorChange } from "./second-factor-change.ts";
import { requireRight } from "./require-right.ts";
import { spendProof } from "./spend-proof.ts";
import { transact } from "../../transact.ts";

/**
 * Switches on what was set up, by a code that shows that the authenticator has the secret. Returns the recovery codes, shown this once.
 * Throws `conflict` when nothing is set up or it is on already, `validation` for a wrong code.
 */
export async function confirmSecondFactor(
  management: Management,
  actor: Actor,
  { code, now = new Date() }: { code: string; now?: Date },
): Promise<{ recoveryCodes: string[] }> {
  authoriseOwnAccount(actor);
  const proof = { kind: "code", code } as const;
  const { codes, hashes } = createRecoveryCodes();
  const outcome = await transact(management, async (tx) => {
    const factor = await lockSecondFactor(tx, actor.userId);
    if (factor === null) throw new AppError("conflict", "no second factor is set up; set one up first");
    if (factor.confirmedAt !== null) throw new AppError("conflict", "the second factor is on already");
    const spent = await spendProof(tx, factor, {
      proof,
      now,
      sealing: management.sealing,
      isPassword: () => Promise.resolve(false),
    });
    if (spent.kind === "right") {
      await changeSecondFactor(tx, actor.userId, { confirmedAt: now });
      await putRecoveryCodes(tx, actor.userId, hashes);
      await recordChanges(management, { tx, author: actor }, [toSecondFactorChange("second_factor.confirm", actor)]);
    }
    return spent;
  });
  requireRight(management, actor, { outcome, proof, operation: "second_factor.confirm" });
  return { recoveryCodes: codes };
}
