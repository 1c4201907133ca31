import { createUser, lockUsers } from "@understudy/database";
import { AppError, type SignUpInput, type User } from "@understudy/domain";
import { hashPassword } from "../identity/password.ts";
import { countFor, requireNoWait, throttled } from "../identity/throttle.ts";
import { requireRoom } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { requireFree, toUserChange } from "../users/user-rules.ts";
import { transact } from "../transact.ts";

/**
 * Makes an account for whoever asks, where SIGN_UP is on (`isOpen`). They have no role in any namespace until an owner gives them
 * one. Throws `conflict` when login or address are taken, `rate_limit` when many were made from the address.
 */
export async function signUp(
  management: Management,
  { input, address, isOpen }: { input: SignUpInput; address: string; isOpen: boolean },
): Promise<User> {
  const { db } = management;
  if (!isOpen) throw new AppError("forbidden", "nobody can sign up here by themselves; ask an admin for an invitation");
  const things = [throttled("signUps", address)];
  await requireNoWait(db, things);
  await countFor(db, things);
  const { login, email = null } = input;
  const passwordHash = await hashPassword(input.password);
  return transact(management, async (tx) => {
    await lockUsers(tx);
    await requireFree(tx, { login, email });
    const user = await createUser(tx, { login, email, systemRole: "user", passwordHash });
    const author = { userId: user.id, login, ...(address !== "" && { address }) };
    await recordChanges(management, { tx, author }, [toUserChange("user.create", { user, after: user })]);
    await requireRoom(management, tx, ["users"]);
    return user;
  });
}
