import { deleteAccountLink, endSessions, lockUsers, setPassword } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { hashPassword } from "../identity/password.ts";
import { forget, throttled } from "../identity/throttle.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { requireHelpable, requireUser, toUserChange } from "./user-rules.ts";

/** Sets somebody's password, and ends their sessions. Whoever was kept out by wrong guesses may sign in again. */
export async function setUserPassword(
  management: Management,
  actor: Actor,
  input: { id: string; password: string; mustChangePassword: boolean },
): Promise<void> {
  authoriseInstallation(actor, "user.reset");
  const { id, password, mustChangePassword } = input;
  requireHelpable(actor, await requireUser(management.db, id));
  const passwordHash = await hashPassword(password);
  const { login } = await transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    // They may have become an admin meanwhile.
    requireHelpable(actor, user);
    await setPassword(tx, id, { passwordHash, mustChangePassword });
    await deleteAccountLink(tx, id);
    await endSessions(tx, id, null);
    await recordChanges(management, { tx, author: actor }, [toUserChange("user.password.set", { user })]);
    return user;
  });
  await forget(management.db, throttled("guess", login.toLowerCase()));
}
