import { endSessions, findAccountLink, setPassword, takeAccountLink, type Transaction } from "@understudy/database";
import { type AccountLinkKind, AppError, type User } from "@understudy/domain";
import { hashPassword } from "../identity/password.ts";
import { hashSecretToken } from "../identity/secret-token.ts";
import { forget, throttled } from "../identity/throttle.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toUserChange } from "./user-rules.ts";

/** Whose link this is, and what for. Null: it is used, replaced, expired, or was never one. */
export async function findLink(
  { db }: Management,
  token: string,
): Promise<{ kind: AccountLinkKind; login: string } | null> {
  const found = await findAccountLink(db, hashSecretToken(token), new Date());
  return found && { kind: found.kind, login: found.user.login };
}

/**
 * Sets the password of the user whose link this is, uses it up, and ends all their sessions. `address`: of whoever has the link; empty: not
 * known. Throws `not_found`.
 */
export async function setPasswordByLink(
  management: Management,
  { token, password, address = "" }: { token: string; password: string; address?: string },
): Promise<{ login: string; endedSessions: number }> {
  const { db } = management;
  const hash = hashSecretToken(token);
  // Who has no link shall not make us hash.
  await requireLink(db, hash);
  const passwordHash = await hashPassword(password);
  const done = await transact(management, async (tx) => {
    const { user } = await requireLink(tx, hash);
    if (!(await takeAccountLink(tx, hash))) throw noLink();
    await setPassword(tx, user.id, { passwordHash, mustChangePassword: false });
    const endedSessions = await endSessions(tx, user.id, null);
    const author = { userId: user.id, login: user.login, ...(address !== "" && { address }) };
    await recordChanges(management, { tx, author }, [toUserChange("user.password.set", { user })]);
    return { login: user.login, endedSessions };
  });
  await forget(db, throttled("guess", done.login.toLowerCase()));
  return done;
}

async function requireLink(tx: Transaction, hash: Buffer<ArrayBuffer>): Promise<{ user: User }> {
  const found = await findAccountLink(tx, hash, new Date());
  if (found === null) throw noLink();
  return found;
}

function noLink(): AppError {
  return new AppError("not_found", "this link was used already, was replaced by a newer one, or has expired");
}
