import {
  createOidcIdentity,
  createUser,
  findUserById,
  findUserByIdentity,
  findUserByLogin,
  isEmailTaken,
  lockOidcIdentity,
  type Principal,
  type Transaction,
} from "@understudy/database";
import type { OidcClaims } from "@understudy/domain";
import { noteRefusedSignIn } from "../../audit/note-denial.ts";
import { requireRoom } from "../../licences/require-room.ts";
import type { Management } from "../../management.ts";
import { recordChanges } from "../../record-changes.ts";
import { transact } from "../../transact.ts";
import { toUserChange } from "../../users/user-rules.ts";
import { type Client, completeSignIn, type SignInResult } from "../sign-in.ts";

/** Why somebody whom the provider knows is not signed in here. */
export type OidcRefusal = "unknown" | "disabled" | "email-taken" | "login-taken";
export type OidcSignInResult = SignInResult | { kind: "refused"; reason: OidcRefusal };

/**
 * Signs in who has signed in at the OpenID Connect provider: by issuer and subject alone, since names and addresses there can pass to
 * somebody else (docs/decisions/0021). Asks for the second factor of a user who has one here. `isSignUpOpen`: who is unknown becomes a user;
 * throws `forbidden` when licences allow no more of them.
 */
export async function signInByOidc(
  management: Management,
  claims: OidcClaims,
  { isSignUpOpen, client }: { isSignUpOpen: boolean; client?: Client },
): Promise<OidcSignInResult> {
  const found = await transact(management, async (tx) => {
    await lockOidcIdentity(tx, claims);
    const known = await findUserByIdentity(tx, claims);
    if (known !== null) return known;
    return isSignUpOpen ? signUp(management, tx, { claims, address: client?.address }) : "unknown";
  });
  const refusal = typeof found === "string" ? found : found.user.enabled ? null : "disabled";
  if (typeof found === "string" || refusal !== null) {
    const user = typeof found === "string" ? null : found.user;
    const reason = `the provider knows them, and here: ${refusal}`;
    noteRefusedSignIn(management, { user, operation: "session.create", address: client?.address ?? "", reason });
    return { kind: "refused", reason: refusal ?? "unknown" };
  }
  return completeSignIn(management, found, client);
}

/** A new user without a role anywhere and without a password. Nobody's account is taken over because a name or an address is alike. */
async function signUp(
  management: Management,
  tx: Transaction,
  { claims, address }: { claims: OidcClaims; address: string | undefined },
): Promise<Principal | OidcRefusal> {
  const { email } = claims;
  if (email !== null && (await isEmailTaken(tx, email))) return "email-taken";
  const login = await findFreeLogin(tx, claims.name);
  if (login === null) return "login-taken";
  const user = await createUser(tx, { login, email, systemRole: "user", passwordHash: null });
  await createOidcIdentity(tx, claims, user.id);
  const author = { userId: user.id, login, ...(address !== undefined && { address }) };
  await recordChanges(management, { tx, author }, [toUserChange("user.create", { user, after: user })]);
  await requireRoom(management, tx, ["users"]);
  return (await findUserById(tx, user.id)) ?? "unknown";
}

const namesakesMax = 20;

/** `ada`, else `ada-2` and so on; null when there are too many of them. */
async function findFreeLogin(tx: Transaction, name: string): Promise<string | null> {
  // PostgreSQL has no text with NUL; the other control characters would only confuse.
  const wanted = name.replace(/\p{Cc}/gu, "").trim() || "user";
  for (let number = 1; number <= namesakesMax; number++) {
    const login = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await findUserByLogin(tx, login)) === null) return login;
  }
  return null;
}
