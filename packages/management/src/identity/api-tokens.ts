import {
  createApiToken as insertApiToken,
  findNamespace,
  findTokenPrincipal,
  touchApiToken,
} from "@understudy/database";
import { type ApiToken, apiTokenPrefix, AppError, type CreateApiToken, sessionTokenPrefix } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace, visibleNamespaces } from "../permissions.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";
import { findSessionActor, toActor } from "./sign-in.ts";

/** Makes an API token for the actor. `token` is its value, shown this once. */
export async function createApiToken(
  management: Management,
  actor: Actor,
  input: CreateApiToken,
): Promise<{ token: string; info: ApiToken }> {
  const namespace = input.namespace ?? actor.token?.namespace ?? null;
  await requireGrantable(management, actor, { ...input, namespace });
  const token = createSecretToken(apiTokenPrefix);
  const info = await insertApiToken(management.db, {
    hash: hashSecretToken(token),
    name: input.name,
    description: input.description,
    namespace,
    userId: actor.userId,
    allowedActions: input.allowed_actions,
    metadata: input.metadata,
    expiresAt: input.expires_at ?? null,
  });
  return { token, info };
}

/** Who a bearer token (`mk_…` of an API token, `us_…` of a login) speaks for, or null when it is not valid now. */
export async function findBearerActor(management: Management, bearer: string): Promise<Actor | null> {
  if (bearer.startsWith(sessionTokenPrefix)) return findSessionActor(management, bearer);
  const now = new Date();
  const found = await findTokenPrincipal(management.db, hashSecretToken(bearer), now);
  if (found === null) return null;
  const { id, namespace, allowedActions, metadata } = found.token;
  await touchApiToken(management.db, id, now);
  return { ...toActor(found), token: { id, namespace, allowedActions, metadata } };
}

/** A token can't be made stronger than the one that makes it, nor for a namespace that its maker can't see. */
async function requireGrantable(
  management: Management,
  actor: Actor,
  wanted: { namespace: string | null; allowed_actions: CreateApiToken["allowed_actions"] },
): Promise<void> {
  const limit = actor.token?.allowedActions ?? [];
  const excess = wanted.allowed_actions.filter((action) => !limit.includes(action));
  if (
    limit.length > 0 &&
    (!limit.includes("token.create") || wanted.allowed_actions.length === 0 || excess.length > 0)
  ) {
    throw new AppError("forbidden", "a token can't make one that is allowed more than itself");
  }
  if (wanted.namespace !== null) {
    authorise(actor, "token.create", wanted.namespace);
    if ((await findNamespace(management.db, wanted.namespace)) === null) throw unknownNamespace(wanted.namespace);
  } else if (visibleNamespaces(actor)?.length === 0) {
    throw new AppError("forbidden", "you are a member of no namespace yet; ask an owner to add you");
  }
}
