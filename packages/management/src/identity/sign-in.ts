import { createSession, deleteSession, findSessionPrincipal, type Principal } from "@understudy/database";
import { type Login, sessionTokenPrefix, toStorableText, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { listNamespaceNames, namespaceNamesMax } from "../namespaces/list-namespace-names.ts";
import { checkPassword } from "./check-password.ts";
import { demandSecondFactor, type SecondFactorDemand } from "./second-factor/pending-sign-in.ts";
import { requireSignIn } from "./require-sign-in.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toSessionChange } from "./session-change.ts";

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

/** Who signs in, as far as the request tells; empty: not known. */
export interface Client {
  address: string;
  userAgent: string;
}

const unknownClient: Client = { address: "", userAgent: "" };

/** The longest of what a client says of itself that is kept. */
const userAgentCharactersMax = 300;

/**
 * Checks a login, and opens a session or asks for the user's second factor. Throws `unauthorized`, and `rate_limit` after too many
 * wrong guesses.
 */
export async function signIn(
  management: Management,
  { login, password }: Login,
  client: Client = unknownClient,
): Promise<SignInResult> {
  const found = await checkPassword(management, {
    ...{ login, password, operation: "session.create" },
    address: client.address,
  });
  return completeSignIn(management, found, client);
}

/** What comes after somebody has shown who they are: their second factor if they have one, else a session. */
export async function completeSignIn(
  management: Management,
  found: Principal,
  client: Client = unknownClient,
): Promise<SignInResult> {
  const demand = await demandSecondFactor(management, found);
  if (demand !== null) return { kind: "second-factor", ...demand };
  return { kind: "signed-in", ...(await openSession(management, found, client)) };
}

/** Opens a session for somebody who has shown all that they must. */
export async function openSession(
  management: Management,
  found: Principal,
  client: Client = unknownClient,
): Promise<SignedIn> {
  const token = createSecretToken(sessionTokenPrefix);
  const expiresAt = new Date(Date.now() + sessionHours * 3_600_000);
  await transact(management, async (tx) => {
    await requireSignIn(tx, found);
    const userAgent = toStorableText(client.userAgent.slice(0, userAgentCharactersMax));
    const { address } = client;
    const idHash = hashSecretToken(token);
    const session = await createSession(tx, { idHash, userId: found.user.id, expiresAt, address, userAgent });
    const author = { ...toActor(found), session: { ...session, mustChangePassword: false }, address };
    await recordChanges(management, { tx, author }, [
      toSessionChange("session.create", author, { after: { expiresAt, address, userAgent } }),
    ]);
  });
  const { user } = found;
  const { names } = await listNamespaceNames(management, toActor(found), { limit: namespaceNamesMax });
  return { token, expiresAt, user, namespaces: names };
}

/** Who holds this session, read now: a revoked session, a disabled user or a lost role counts at once. */
export async function findSessionActor(management: Management, token: string): Promise<Actor | null> {
  const principal = await findSessionPrincipal(management.db, hashSecretToken(token), new Date());
  if (principal === null) return null;
  const { sessionId, user } = principal;
  return { ...toActor(principal), session: { id: sessionId, mustChangePassword: user.mustChangePassword } };
}

/** Ends a session. Ending one that is gone already is no error. `address`: of whoever ends it; empty: not known. */
export async function signOut(management: Management, token: string, address = ""): Promise<void> {
  const idHash = hashSecretToken(token);
  await transact(management, async (tx) => {
    const principal = await findSessionPrincipal(tx, idHash, new Date());
    await deleteSession(tx, idHash);
    if (principal === null) return;
    const session = { id: principal.sessionId, mustChangePassword: false };
    const author = { ...toActor(principal), session, ...(address !== "" && { address }) };
    await recordChanges(management, { tx, author }, [toSessionChange("session.end", author)]);
  });
}

export function toActor({ user, roles }: Principal): Actor {
  return { userId: user.id, login: user.login, systemRole: user.systemRole, roles, token: null };
}
