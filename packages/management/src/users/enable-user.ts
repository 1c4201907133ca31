import { changeUser, deleteAccountLink, disableTokensOf, endSessions, lockUsers } from "@understudy/database";
import type { User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { requireAnotherAdmin, requireHelpable, requireUser, toUserChange } from "./user-rules.ts";

/** Lets a user sign in again. API tokens that were switched off with them stay off. */
export async function enableUser(management: Management, actor: Actor, id: string): Promise<User> {
  authoriseInstallation(actor, "user.reset");
  return transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    requireHelpable(actor, user);
    const after = await changeUser(tx, id, { enabled: true });
    const change = toUserChange("user.update", { user, before: user, after });
    await recordChanges(management, { tx, author: actor }, [change]);
    return after;
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
    const after = await changeUser(tx, id, { enabled: false });
    const change = toUserChange("user.update", { user, before: user, after });
    await recordChanges(management, { tx, author: actor }, [change]);
    return after;
  });
}
