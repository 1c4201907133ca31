import type { Action, ApiToken, RateLimits } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { ApiTokenModel, ApiTokenWhereInput, UserModel } from "./generated/models.ts";
import { type Principal, toPrincipal, withMemberships } from "./identity.ts";
import { cutPage, type ListPage, type MomentPosition } from "./list-page.ts";

/** What is said of a token when it is made. */
export type NewApiToken = Pick<
  ApiToken,
  "name" | "description" | "namespace" | "userId" | "allowedActions" | "metadata" | "expiresAt" | "rateLimits"
> & { hash: Buffer<ArrayBuffer> };

/** What may become of it later. */
export type ApiTokenChange = Omit<NewApiToken, "hash" | "userId"> & { enabled: boolean };

/** Nobody speaks for a namespace that is deleted. */
const ofLiveNamespace = { OR: [{ namespaceName: null }, { namespace: { closedAt: null } }] };
const withUser = { user: true } as const;

export async function createApiToken(tx: Transaction, { hash, userId, ...token }: NewApiToken): Promise<ApiToken> {
  const row = await tx.apiToken.create({ data: { ...toColumns(token), hash, userId }, include: withUser });
  return toApiToken(row);
}

/** A token that is enabled and not expired, with its user, or null. */
export async function findTokenPrincipal(
  tx: Transaction,
  hash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<(Principal & { token: ApiToken }) | null> {
  const row = await tx.apiToken.findFirst({
    where: {
      hash,
      enabled: true,
      AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }, ofLiveNamespace],
      user: { enabled: true },
    },
    include: { user: { include: withMemberships } },
  });
  return row && { ...toPrincipal(row.user), token: toApiToken(row) };
}

/** Books the use of a token, at most once a minute. */
export async function touchApiToken(tx: Transaction, id: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  await tx.apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: aMinuteAgo } }] },
    data: { lastUsedAt: now },
  });
}

/** Whose tokens, and bound to which namespace. Absent: any. */
export interface ApiTokenFilter {
  userId?: string;
  namespace?: string;
}

/** A page of tokens, newest first. */
export async function listApiTokens(
  tx: Transaction,
  { userId, namespace }: ApiTokenFilter,
  { offset = 0, after, limit }: ListPage<MomentPosition>,
): Promise<{ tokens: ApiToken[]; total: number; next: MomentPosition | null }> {
  const where = {
    ...(userId !== undefined && { userId }),
    ...(namespace !== undefined && { namespaceName: namespace }),
  };
  const [rows, total] = await Promise.all([
    tx.apiToken.findMany({
      where: after === undefined ? where : { AND: [where, isBehind(after)] },
      include: withUser,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: offset,
      take: limit + 1,
    }),
    tx.apiToken.count({ where }),
  ]);
  const { page, next } = cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { tokens: page.map(toApiToken), total, next };
}

function isBehind({ at, id }: MomentPosition): ApiTokenWhereInput {
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] };
}

/** A token by its id, which must be a uuid, or null. */
export async function findApiToken(tx: Transaction, id: string): Promise<ApiToken | null> {
  const row = await tx.apiToken.findUnique({ where: { id }, include: withUser });
  return row && toApiToken(row);
}

/** Keeps others from changing or removing the token until the transaction ends. */
export async function lockApiToken(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`select from api_token where id = ${id}::uuid for update`;
}

/** Changes a token that is there. */
export async function changeApiToken(
  tx: Transaction,
  id: string,
  { enabled, ...change }: ApiTokenChange,
): Promise<ApiToken> {
  const data = { ...toColumns(change), enabled, updatedAt: new Date() };
  return toApiToken(await tx.apiToken.update({ where: { id }, data, include: withUser }));
}

/** Removes a token: whoever holds it is a stranger from now on. */
export async function deleteApiToken(tx: Transaction, id: string): Promise<void> {
  await tx.apiToken.deleteMany({ where: { id } });
}

function toColumns({ namespace, rateLimits, metadata, ...values }: Omit<ApiTokenChange, "enabled">) {
  return {
    ...values,
    namespaceName: namespace,
    metadata: metadata as object,
    rateLimitPerMinute: rateLimits.minute,
    rateLimitPerHour: rateLimits.hour,
    rateLimitPerDay: rateLimits.day,
  };
}

function toApiToken(row: ApiTokenModel & { user: UserModel }): ApiToken {
  const { id, name, description, enabled, userId, createdAt, updatedAt, expiresAt, lastUsedAt } = row;
  return {
    id,
    name,
    namespace: row.namespaceName,
    description,
    enabled,
    allowedActions: row.allowedActions as Action[],
    userId,
    userLogin: row.user.login,
    createdAt,
    updatedAt,
    expiresAt,
    lastUsedAt,
    metadata: row.metadata as Record<string, unknown>,
    rateLimits: toRateLimits(row),
  };
}

function toRateLimits(row: ApiTokenModel): RateLimits {
  return { minute: row.rateLimitPerMinute, hour: row.rateLimitPerHour, day: row.rateLimitPerDay };
}
