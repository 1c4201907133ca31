import {
  changeApiToken as writeApiToken,
  createApiToken as insertApiToken,
  deleteApiToken,
  findApiToken,
  findNamespace,
  listApiTokens as readApiTokens,
  type ListPage,
  lockApiToken,
  type MomentPosition,
  type Transaction,
} from "@understudy/database";
import {
  type Action,
  type ApiToken,
  apiTokenPrefix,
  AppError,
  type Change,
  type ChangeApiToken,
  type CreateApiToken,
  type Operation,
  type RateLimits,
} from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import {
  authorise,
  authoriseInstallation,
  authoriseOwn,
  isAllowedInstallation,
  unknownNamespace,
  visibleNamespaces,
} from "../permissions.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";
import { findExcess, type TokenStrength } from "./token-strength.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

const unlimited: RateLimits = { minute: null, hour: null, day: null };

/** Makes an API token for the actor. `token` is its value, shown this once. */
export async function createApiToken(
  management: Management,
  actor: Actor,
  input: CreateApiToken,
): Promise<{ token: string; info: ApiToken }> {
  authoriseOwn(actor, "token.create");
  const wanted = {
    name: input.name,
    description: input.description,
    namespace: input.namespace ?? actor.token?.namespace ?? null,
    allowedActions: input.allowed_actions,
    metadata: input.metadata,
    expiresAt: input.expires_at ?? null,
    rateLimits: changeLimits(unlimited, input),
  };
  await requireReachable(management.db, actor, { action: "token.create", namespace: wanted.namespace });
  requireNotStronger(actor, wanted);
  const token = createSecretToken(apiTokenPrefix);
  const hash = hashSecretToken(token);
  const info = await transact(management, async (tx) => {
    const made = await insertApiToken(tx, { ...wanted, hash, userId: actor.userId });
    await recordChanges(management, { tx, author: actor }, [describe("token.create", { after: made })]);
    return made;
  });
  return { token, info };
}

/** A page of the actor's own tokens, newest first; `isOfAll`: of all users, which only admins may ask for. `next`: behind which the next page begins. */
export async function listApiTokens(
  management: Management,
  actor: Actor,
  { isOfAll, ...page }: { isOfAll: boolean } & ListPage<MomentPosition>,
): Promise<{ tokens: ApiToken[]; total: number; next: MomentPosition | null }> {
  authoriseOwn(actor, "token.read");
  if (isOfAll) authoriseInstallation(actor, "user.write");
  const namespace = actor.token?.namespace;
  const filter = { ...(!isOfAll && { userId: actor.userId }), ...(namespace != null && { namespace }) };
  return readApiTokens(management.db, filter, page);
}

/** One of the actor's own tokens, or of anybody's for an admin. Throws `not_found`. */
export async function getApiToken(management: Management, actor: Actor, id: string): Promise<ApiToken> {
  authoriseOwn(actor, "token.read");
  return getVisibleToken(management.db, actor, id);
}

/** Changes what is given of a token; counts at once on all processes. Throws `not_found`. */
export async function changeApiToken(
  management: Management,
  actor: Actor,
  { id, change }: { id: string; change: ChangeApiToken },
): Promise<ApiToken> {
  authoriseOwn(actor, "token.write");
  return transact(management, async (tx) => {
    if (isUuid(id)) await lockApiToken(tx, id);
    const before = await getVisibleToken(tx, actor, id);
    const wanted = {
      name: change.name ?? before.name,
      description: change.description ?? before.description,
      namespace: change.namespace === undefined ? before.namespace : change.namespace,
      allowedActions: change.allowed_actions ?? before.allowedActions,
      metadata: change.metadata ?? before.metadata,
      expiresAt: change.expires_at === undefined ? before.expiresAt : change.expires_at,
      enabled: change.enabled ?? before.enabled,
      rateLimits: changeLimits(before.rateLimits, change),
    };
    if (wanted.namespace !== before.namespace) {
      await requireReachable(tx, actor, { action: "token.write", namespace: wanted.namespace });
    }
    requireNotStronger(actor, wanted);
    const after = await writeApiToken(tx, id, wanted);
    await recordChanges(management, { tx, author: actor }, [describe("token.update", { before, after })]);
    return after;
  });
}

/** Removes a token; whoever holds it is refused at once, by all processes. Throws `not_found`. */
export async function revokeApiToken(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseOwn(actor, "token.write");
  await transact(management, async (tx) => {
    if (isUuid(id)) await lockApiToken(tx, id);
    const before = await getVisibleToken(tx, actor, id);
    await deleteApiToken(tx, id);
    await recordChanges(management, { tx, author: actor }, [describe("token.revoke", { before })]);
  });
}

/** A token that is bound to a namespace is that namespace's concern, any other the installation's. */
function describe(operation: Operation, change: { before?: ApiToken; after?: ApiToken }): Change {
  const { before, after } = change;
  const token = after ?? before;
  return {
    operation,
    namespace: token?.namespace ?? null,
    resource: { type: "token", id: token?.id ?? "", name: token?.name },
    before,
    after,
  };
}

/** The same error for a token that is somebody else's and for none. */
async function getVisibleToken(tx: Transaction, actor: Actor, id: string): Promise<ApiToken> {
  const token = isUuid(id) ? await findApiToken(tx, id) : null;
  if (token === null || !isVisible(actor, token)) {
    // Somebody else's looks like none; the audit trail is told the difference.
    const denied = { action: "token.read", namespace: null };
    throw new AppError("not_found", `there is no API token ${JSON.stringify(id)}`, token === null ? {} : { denied });
  }
  return token;
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

function isVisible(actor: Actor, token: ApiToken): boolean {
  const bound = actor.token?.namespace;
  if (bound != null && token.namespace !== bound) return false;
  return token.userId === actor.userId || isAllowedInstallation(actor, "user.write");
}

/** Nobody can bind a token to a namespace that they can't see. */
async function requireReachable(
  tx: Transaction,
  actor: Actor,
  { action, namespace }: { action: Action; namespace: string | null },
): Promise<void> {
  if (namespace === null) {
    if (visibleNamespaces(actor)?.length !== 0) return;
    throw new AppError("forbidden", "you are a member of no namespace yet; ask an owner to add you");
  }
  authorise(actor, action, namespace);
  if ((await findNamespace(tx, namespace)) === null) throw unknownNamespace(namespace);
}

function requireNotStronger(actor: Actor, wanted: TokenStrength): void {
  const excess = actor.token && findExcess(wanted, actor.token);
  if (excess !== null) throw new AppError("forbidden", `a token can't make or change one to ${excess}`);
}

function changeLimits(
  before: RateLimits,
  change: Pick<ChangeApiToken, "rate_limit_per_minute" | "rate_limit_per_hour" | "rate_limit_per_day">,
): RateLimits {
  const { rate_limit_per_minute: minute, rate_limit_per_hour: hour, rate_limit_per_day: day } = change;
  return {
    minute: minute === undefined ? before.minute : minute,
    hour: hour === undefined ? before.hour : hour,
    day: day === undefined ? before.day : day,
  };
}
