import {
  createOidcIdentity,
  deleteOidcIdentities,
  findUserByIdentity,
  findUserByLogin,
  listOidcIdentities,
  lockOidcIdentity,
} from "@understudy/database";
import { AppError, type ChangedResource, type OidcClaims } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { transact } from "../../transact.ts";
import { recordChanges } from "../../record-changes.ts";
import { authoriseOwnAccount } from "../own-account.ts";

/** How the actor is known to the OpenID Connect provider; `hasPassword`: there is another way to sign in. */
export async function getIdentities(
  management: Management,
  actor: Actor,
): Promise<{ identities: { issuer: string; createdAt: Date }[]; hasPassword: boolean }> {
  authoriseOwnAccount(actor);
  const found = await listOidcIdentities(management.db, actor.userId);
  const user = await findUserByLogin(management.db, actor.login);
  const identities = found.map(({ issuer, createdAt }) => ({ issuer, createdAt }));
  return { identities, hasPassword: user !== null && user.passwordHash !== null };
}

/** From now on who signs in at the provider as this is the actor. Throws `conflict` when it is somebody else's identity. */
export async function connectIdentity(management: Management, actor: Actor, claims: OidcClaims): Promise<void> {
  authoriseOwnAccount(actor);
  await transact(management, async (tx) => {
    await lockOidcIdentity(tx, claims);
    const owner = await findUserByIdentity(tx, claims);
    if (owner?.user.id === actor.userId) return;
    if (owner !== null) throw new AppError("conflict", "this account of the provider belongs to another user");
    await createOidcIdentity(tx, claims, actor.userId);
    const { issuer, subject } = claims;
    await recordChanges(management, { tx, author: actor }, [
      { operation: "identity.connect", namespace: null, resource: toUserResource(actor), after: { issuer, subject } },
    ]);
  });
}

/** The provider's account does not sign in as the actor any more. Throws `conflict` when it is the only way in. */
export async function disconnectIdentities(management: Management, actor: Actor): Promise<void> {
  authoriseOwnAccount(actor);
  await transact(management, async (tx) => {
    const user = await findUserByLogin(tx, actor.login);
    if (user?.passwordHash === null)
      throw new AppError("conflict", "there is no password yet: without the provider you could not sign in any more");
    const before = await listOidcIdentities(tx, actor.userId);
    if ((await deleteOidcIdentities(tx, actor.userId)) === 0) return;
    await recordChanges(management, { tx, author: actor }, [
      { operation: "identity.disconnect", namespace: null, resource: toUserResource(actor), before },
    ]);
  });
}

function toUserResource({ userId, login }: Actor): ChangedResource {
  return { type: "user", id: userId, name: login };
}
