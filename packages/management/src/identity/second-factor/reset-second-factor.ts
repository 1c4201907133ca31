import { deleteSecondFactor, findUserById } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseInstallation } from "../../permissions.ts";
import { transact } from "../../transact.ts";

/** For a user who has lost authenticator and recovery codes: their password alone is enough again. Whether there was a second factor. */
export async function resetSecondFactor(management: Management, actor: Actor, userId: string): Promise<boolean> {
  authoriseInstallation(actor, "user.write");
  return transact(management, async (tx) => {
    if ((await findUserById(tx, userId)) === null)
      throw new AppError("not_found", `there is no user ${JSON.stringify(userId)}`);
    return deleteSecondFactor(tx, userId);
  });
}
