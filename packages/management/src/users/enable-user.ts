import { changeUser, deleteAccountLink, disableTokensOf, endSessions, lockUsers } from "@understudy/database";
import type { User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { requireAnotherAdmin, requireHelpable, requireUser } from "./user-rules.ts";

/** Lets a user sign in again. API tokens that were switched off with them stay off. */
export async function enableUser(management: Management, actor: Actor, id: string): Promise<User> {
  authoriseInstallation(actor, "user.reset");
  return transact(management, async (tx) => {
    await lockUsers(tx);
    requireHelpable(actor, await requireUser(tx, id));
    return changeUser(tx, id, { enabled: true });
  });
}

/** Keeps a user out: their sessions end and their API tokens are switched off at once. */
export async function disableUser(management: Management, actor: Actor, id: string): Promise<User> {
  authoriseInstallation(actor, "user.reset");
  return transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    requireHelpable(actor, user);
    await requireAnotherAdmin(tx, user, "disabled");
    await endSessions(tx, id, null);
    await disableTokensOf(tx, id);
    await deleteAccountLink(tx, id);
    return changeUser(tx, id, { enabled: false });
  });
}
