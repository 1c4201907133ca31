import { createUser as insertUser, lockUsers } from "@understudy/database";
import type { NewUserInput, User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { hashPassword } from "../identity/password.ts";
import { requireRoom } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { requireFree, toUserResource } from "./user-rules.ts";

/** Makes a user with a password. They have no role in any namespace until an owner gives them one. */
export async function createUser(management: Management, actor: Actor, input: NewUserInput): Promise<User> {
  authoriseInstallation(actor, "user.write");
  const { username: login, email = null, role: systemRole, requiresPasswordChange: mustChangePassword } = input;
  const passwordHash = await hashPassword(input.password);
  return transact(management, async (tx) => {
    await lockUsers(tx);
    await requireFree(tx, { login, email });
    const user = await insertUser(tx, { login, email, systemRole, passwordHash, mustChangePassword });
    await recordChanges(management, { tx, author: actor }, [
      { operation: "user.create", namespace: null, resource: toUserResource(user), after: user },
    ]);
    await requireRoom(management, tx, ["users"]);
    return user;
  });
}
