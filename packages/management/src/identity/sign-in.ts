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
import { demandSecondFactor, type SecondFactorDemand } from "./second-factor/pending-sign-in.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";

/** How long a session lasts (contract G3). */
const sessionHours = 24;

/** A session that was opened now. `token` is its only key: a cookie or a bearer token. */
export interface SignedIn {
  token: string;
  expiresAt: Date;
  user: User;
  /** Names of those that the user may see. */
  namespaces: string[];
}

export type SignInResult = ({ kind: "signed-in" } & SignedIn) | ({ kind: "second-factor" } & SecondFactorDemand);

/** Checks a login, and opens a session or asks for the user's second factor. Throws `unauthorized`. */
export async function signIn(management: Management, { login, password }: Login): Promise<SignInResult> {
  const found = await findUserByLogin(management.db, login);
  const isRight = found ? await isPassword(password, found.passwordHash) : await spendPasswordCheck(password);
  if (!found?.user.enabled || !isRight) throw new AppError("unauthorized", "login or password is wrong");
  return completeSignIn(management, found);
}

/** What comes after somebody has shown who they are: their second factor if they have one, else a session. */
export async function completeSignIn(management: Management, found: Principal): Promise<SignInResult> {
  const demand = await demandSecondFactor(management, found.user.id);
  if (demand !== null) return { kind: "second-factor", ...demand };
  return { kind: "signed-in", ...(await openSession(management, found)) };
}

/** Opens a session for somebody who has shown all that they must. */
export async function openSession(management: Management, found: Principal): Promise<SignedIn> {
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
