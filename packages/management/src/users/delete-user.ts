import { deleteUser as removeUser, lockUsers } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { requireAnotherAdmin, requireUser, toUserChange } from "./user-rules.ts";

/** Deletes a user: their roles, sessions and API tokens end at once. What they made stays. */
export async function deleteUser(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseInstallation(actor, "user.write");
  await transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    await requireAnotherAdmin(tx, user, "deleted");
    await removeUser(tx, id);
    const change = toUserChange("user.delete", { user, before: user });
    await recordChanges(management, { tx, author: actor }, [change]);
  });
}
