import { deleteSecondFactor, findUserById } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseInstallation } from "../../permissions.ts";
import { recordChanges } from "../../record-changes.ts";
import { toSecondFactorChange } from "./second-factor-change.ts";
import { transact } from "../../transact.ts";

/** For a user who has lost authenticator and recovery codes: their password alone is enough again. Whether there was a second factor. */
export async function resetSecondFactor(management: Management, actor: Actor, userId: string): Promise<boolean> {
  authoriseInstallation(actor, "user.write");
  return transact(management, async (tx) => {
    const found = await findUserById(tx, userId);
    if (found === null) throw new AppError("not_found", `there is no user ${JSON.stringify(userId)}`);
    const { login } = found.user;
    const isReset = await deleteSecondFactor(tx, userId);
    if (isReset) {
      await recordChanges(management, { tx, author: actor }, [
        toSecondFactorChange("second_factor.reset", { userId, login }),
      ]);
    }
    return isReset;
  });
}
