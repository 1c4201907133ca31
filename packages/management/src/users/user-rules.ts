import { countOtherAdmins, findTaken, findUser, type Transaction } from "@understudy/database";
import { AppError, type Change, type ChangedResource, type Operation, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { isUuid } from "../is-uuid.ts";

/** A user of this id, or the 404. */
export async function requireUser(tx: Transaction, id: string): Promise<User> {
  const user = isUuid(id) ? await findUser(tx, id) : null;
  if (user === null) throw new AppError("not_found", `there is no user ${JSON.stringify(id)}`);
  return user;
}

/** Throws `conflict` when somebody else has the login or the e-mail address. Call it with users locked. */
export async function requireFree(
  tx: Transaction,
  wanted: { login: string | undefined; email: string | null | undefined },
  exceptId: string | null = null,
): Promise<void> {
  const taken = await findTaken(tx, wanted, exceptId);
  if (taken === "login") throw takenError("$.username", `the login ${JSON.stringify(wanted.login)} is taken`);
  if (taken === "email") throw takenError("$.email", `the e-mail address ${JSON.stringify(wanted.email)} is taken`);
}

function takenError(path: string, message: string): AppError {
  return new AppError("conflict", message, { problems: [{ path, message }] });
}

/** Throws `conflict` when nobody could administer the installation without this user. Call it with users locked. */
export async function requireAnotherAdmin(tx: Transaction, user: User, what: string): Promise<void> {
  if (user.systemRole !== "admin" || !user.enabled) return;
  if ((await countOtherAdmins(tx, user.id)) > 0) return;
  throw new AppError("conflict", `${user.login} is the last enabled admin and can't be ${what}`);
}

/** What the audit trail and event webhooks call a user. */
export function toUserResource({ id, login }: User): ChangedResource {
  return { type: "user", id, name: login };
}

/** What the audit trail and event webhooks are told of a change of a user. */
export function toUserChange(
  operation: Extract<Operation, `user.${string}`>,
  { user, before, after }: { user: User; before?: User; after?: User },
): Change {
  return { operation, namespace: null, resource: toUserResource(user), before, after };
}

/** Throws unless the actor may help this user to sign in: support may not, when that is an admin. */
export function requireHelpable(actor: Actor, user: User): void {
  if (user.systemRole !== "admin" || actor.systemRole === "admin") return;
  throw new AppError("forbidden", "this user is an admin: what concerns admins needs the system role admin");
}
