import {
  createSession,
  deleteSession,
  findSessionPrincipal,
  findUserByLogin,
  type Principal,
} from "@understudy/database";
import { AppError, type Login, sessionTokenPrefix, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { listNamespaces } from "../namespaces/list-namespaces.ts";
import { isPassword, spendPasswordCheck } from "./password.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";

/** How long a session lasts (contract G3). */
const sessionHours = 24;

/**
 * Checks a login and opens a session. The token is its only key: a cookie or a bearer token. `namespaces` names those that
 * the user may see. Throws `unauthorized`.
 */
export async function signIn(
  management: Management,
  { login, password }: Login,
): Promise<{ token: string; expiresAt: Date; user: User; namespaces: string[] }> {
  const found = await findUserByLogin(management.db, login);
  const isRight = found ? await isPassword(password, found.passwordHash) : await spendPasswordCheck(password);
  if (!found?.user.enabled || !isRight) throw new AppError("unauthorized", "login or password is wrong");

  const token = createSecretToken(sessionTokenPrefix);
  const expiresAt = new Date(Date.now() + sessionHours * 3_600_000);
  await createSession(management.db, { idHash: hashSecretToken(token), userId: found.user.id, expiresAt });
  const { user } = found;
  const namespaces = await listNamespaces(management, toActor(found));
  return { token, expiresAt, user, namespaces: namespaces.map(({ name }) => name) };
}

/** Who holds this session, read now: a revoked session, a disabled user or a lost role counts at once. */
export async function findSessionActor(management: Management, token: string): Promise<Actor | null> {
  const principal = await findSessionPrincipal(management.db, hashSecretToken(token), new Date());
  return principal && toActor(principal);
}

/** Ends a session. Ending one that is gone already is no error. */
export async function signOut(management: Management, token: string): Promise<void> {
  await deleteSession(management.db, hashSecretToken(token));
}

export function toActor({ user, roles }: Principal): Actor {
  return { userId: user.id, login: user.login, systemRole: user.systemRole, roles, token: null };
}
