import type { Action, ApiToken, NamespaceRole, SystemRole, User } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { ApiTokenModel, MemberModel, UserModel } from "./generated/models.ts";

/** A user with what the permission table needs to know of them. */
export interface Principal {
  user: User;
  roles: ReadonlyMap<string, NamespaceRole>;
}

export type NewUser = Pick<User, "login" | "email" | "systemRole"> & { passwordHash: string };

const withMemberships = { memberships: true } as const;

export async function createUser(tx: Transaction, user: NewUser): Promise<User> {
  return toUser(await tx.user.create({ data: user }));
}

/** The first admin: the oldest enabled one. */
export async function findFirstAdmin(tx: Transaction): Promise<Principal | null> {
  const row = await tx.user.findFirst({
    where: { systemRole: "admin", enabled: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: withMemberships,
  });
  return row && toPrincipal(row);
}

/** Held to the end of the transaction, so that only one process makes the first admin. */
export async function lockFirstAdmin(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select from installation where id = 1 for update`;
}

/** A user by login, with the hash of their password, or null. */
export async function findUserByLogin(
  tx: Transaction,
  login: string,
): Promise<(Principal & { passwordHash: string }) | null> {
  const row = await tx.user.findUnique({ where: { login }, include: withMemberships });
  return row && { ...toPrincipal(row), passwordHash: row.passwordHash };
}

/** PostgreSQL refuses to compare an id with anything else. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A user by id, or null: also for a text that is no id. */
export async function findUserById(tx: Transaction, id: string): Promise<Principal | null> {
  if (!uuid.test(id)) return null;
  const row = await tx.user.findUnique({ where: { id }, include: withMemberships });
  return row && toPrincipal(row);
}

export async function createSession(
  tx: Transaction,
  session: { idHash: Buffer<ArrayBuffer>; userId: string; expiresAt: Date },
): Promise<void> {
  await tx.session.create({ data: session });
}

/** Who holds a session that has not expired, or null. Disabled users have none. */
export async function findSessionPrincipal(
  tx: Transaction,
  idHash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<Principal | null> {
  const row = await tx.session.findFirst({
    where: { idHash, expiresAt: { gt: now }, user: { enabled: true } },
    include: { user: { include: withMemberships } },
  });
  return row && toPrincipal(row.user);
}

export async function deleteSession(tx: Transaction, idHash: Buffer<ArrayBuffer>): Promise<void> {
  await tx.session.deleteMany({ where: { idHash } });
}

/** Removes sessions that ended before `now`. Returns how many. */
export async function deleteExpiredSessions(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { expiresAt: { lt: now } } });
  return count;
}

export type NewApiToken = {
  hash: Buffer<ArrayBuffer>;
  name: string;
  description: string;
  namespace: string | null;
  userId: string;
  allowedActions: Action[];
  metadata: object;
  expiresAt: Date | null;
};

export async function createApiToken(tx: Transaction, token: NewApiToken): Promise<ApiToken> {
  const { namespace, ...values } = token;
  const row = await tx.apiToken.create({ data: { ...values, namespaceName: namespace }, include: { user: true } });
  return toApiToken(row);
}

/** A token that is enabled and not expired, with its user, or null. */
export async function findTokenPrincipal(
  tx: Transaction,
  hash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<(Principal & { token: ApiToken }) | null> {
  const row = await tx.apiToken.findFirst({
    where: { hash, enabled: true, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }], user: { enabled: true } },
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

function toPrincipal(row: UserModel & { memberships: MemberModel[] }): Principal {
  const roles = row.memberships.map((member) => [member.namespaceName, member.role as NamespaceRole] as const);
  return { user: toUser(row), roles: new Map(roles) };
}

function toUser(row: UserModel): User {
  const { id, login, email, enabled, createdAt } = row;
  return { id, login, email, systemRole: row.systemRole as SystemRole, enabled, createdAt };
}

function toApiToken(row: ApiTokenModel & { user: UserModel }): ApiToken {
  const { id, name, description, enabled, userId, createdAt, expiresAt, lastUsedAt } = row;
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
    expiresAt,
    lastUsedAt,
    metadata: row.metadata as Record<string, unknown>,
  };
}
