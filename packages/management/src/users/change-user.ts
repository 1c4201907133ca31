import { changeUser as writeUser, lockUsers } from "@understudy/database";
import type { User, UserChange } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { requireAnotherAdmin, requireFree, requireUser, toUserChange } from "./user-rules.ts";

/** Changes what is given of a user. A role that is taken away is gone with the next request. */
export async function changeUser(
  management: Management,
  actor: Actor,
  { id, change: { username: login, email, role: systemRole } }: { id: string; change: UserChange },
): Promise<User> {
  authoriseInstallation(actor, "user.write");
  return transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    await requireFree(tx, { login, email }, id);
    if (systemRole !== undefined && systemRole !== "admin") await requireAnotherAdmin(tx, user, "made anything else");
    const after = await writeUser(tx, id, {
      ...(login !== undefined && { login }),
      ...(email !== undefined && { email }),
      ...(systemRole !== undefined && { systemRole }),
    });
    const change = toUserChange("user.update", { user: after, before: user, after });
    await recordChanges(management, { tx, author: actor }, [change]);
    return after;
  });
}
