import { findUserByLogin, lockSecondFactor, type Transaction } from "@understudy/database";
import { AppError, type Operation, type OwnershipProof } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseOwnAccount } from "../own-account.ts";
import { isPassword } from "../password.ts";
import { recordChanges } from "../../record-changes.ts";
import { toSecondFactorChange } from "./second-factor-change.ts";
import { requireRight } from "./require-right.ts";
import { spendProof } from "./spend-proof.ts";
import { transact } from "../../transact.ts";

/**
 * Changes the actor's second factor once they have shown that it is really them: a session that was left open is not enough. Throws `conflict`
 * when it is not on, `validation` for a wrong proof, `rate_limit` after too many.
 */
export async function changeWithProof(
  management: Management,
  actor: Actor,
  {
    proof,
    operation,
    change,
    now = new Date(),
  }: {
    proof: OwnershipProof;
    operation: Operation;
    change: (tx: Transaction) => Promise<void>;
    now?: Date;
  },
): Promise<void> {
  authoriseOwnAccount(actor);
  const outcome = await transact(management, async (tx) => {
    const factor = await lockSecondFactor(tx, actor.userId);
    if (!factor?.confirmedAt) throw new AppError("conflict", "the second factor is not on");
    const spent = await spendProof(tx, factor, {
      proof,
      now,
      sealing: management.sealing,
      isPassword: (password) => isPasswordOf(tx, actor.login, password),
    });
    if (spent.kind === "right") {
      await change(tx);
      await recordChanges(management, { tx, author: actor }, [toSecondFactorChange(operation, actor)]);
    }
    return spent;
  });
  requireRight(management, actor, { outcome, proof, operation });
}

async function isPasswordOf(tx: Transaction, login: string, password: string): Promise<boolean> {
  const found = await findUserByLogin(tx, login);
  return found !== null && isPassword(password, found.passwordHash);
}
