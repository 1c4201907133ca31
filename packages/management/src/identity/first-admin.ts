import { randomBytes } from "node:crypto";
import { createUser, findFirstAdmin, lockUsers } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { hashPassword } from "./password.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toUserChange } from "../users/user-rules.ts";

/**
 * Makes the first admin of a fresh installation. There is no default password: it is given, or generated and returned
 * here, the only time it can be seen. Null when there is an admin already; `password` is null when it was given.
 */
export async function ensureFirstAdmin(
  management: Management,
  given: { login: string; password?: string | undefined },
): Promise<{ login: string; password: string | null } | null> {
  if ((await findFirstAdmin(management.db)) !== null) return null;
  const password = given.password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(password);
  return transact(management, async (tx) => {
    await lockUsers(tx);
    if ((await findFirstAdmin(tx)) !== null) return null;
    const user = await createUser(tx, { login: given.login, email: null, systemRole: "admin", passwordHash });
    const change = toUserChange("user.create", { user, after: user });
    await recordChanges(management, { tx, author: { job: "first_start" } }, [change]);
    return { login: given.login, password: given.password === undefined ? password : null };
  });
}

/** The actor of AUTH_MODE local: the first admin. */
export async function getLocalActor(management: Management): Promise<Actor> {
  const admin = await findFirstAdmin(management.db);
  if (admin === null) throw new AppError("unavailable", "the first admin is not made yet; try again in a moment");
  const { id, login, systemRole } = admin.user;
  return { userId: id, login, systemRole, roles: admin.roles, token: null };
}
