import type { NamespaceRole, SystemRole, User } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { MemberModel, UserModel } from "./generated/models.ts";

/** A user with what the permission table needs to know of them. */
export interface Principal {
  user: User;
  roles: ReadonlyMap<string, NamespaceRole>;
  /** Counts how often all sessions of the user were ended. */
  sessionEpoch: number;
}

/** `passwordHash` null: no password yet. `mustChangePassword`: default false. */
export type NewUser = Pick<User, "login" | "email" | "systemRole"> & {
  passwordHash: string | null;
  mustChangePassword?: boolean;
};

/** Nobody has a role in a namespace that is deleted: who reads a principal reads its memberships so. */
export const withMemberships = { memberships: { where: { namespace: { closedAt: null } } } } as const;

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

/** Held to the end of the transaction, so that only one at a time decides who is an admin, and who has which login. */
export async function lockUsers(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select from installation where id = 1 for update`;
}

/** A user by login, with the hash of their password if they have one, or null. */
export async function findUserByLogin(
  tx: Transaction,
  login: string,
): Promise<(Principal & { passwordHash: string | null }) | null> {
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

/**
 * Whether a user whose sign-in began with this principal may still be let in: nobody disabled them or ended all of their sessions meanwhile, and
 * nobody does before the transaction ends.
 */
export async function lockSignIn(tx: Transaction, { user, sessionEpoch }: Principal): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text from app_user
    where id = ${user.id}::uuid and enabled and session_epoch = ${sessionEpoch} for share`;
  return rows.length > 0;
}

export async function createSession(
  tx: Transaction,
  session: { idHash: Buffer<ArrayBuffer>; userId: string; expiresAt: Date; address: string; userAgent: string },
): Promise<{ id: string }> {
  const { publicId } = await tx.session.create({ data: session, select: { publicId: true } });
  return { id: publicId };
}

/** Who holds a session that has not expired, or null. Disabled users have none. That it was seen is booked at most once a minute. */
export async function findSessionPrincipal(
  tx: Transaction,
  idHash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<(Principal & { sessionId: string }) | null> {
  const row = await tx.session.findFirst({
    where: { idHash, expiresAt: { gt: now }, user: { enabled: true } },
    include: { user: { include: withMemberships } },
  });
  if (row === null) return null;
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  if (row.lastSeenAt < aMinuteAgo) {
    await tx.session.updateMany({ where: { idHash, lastSeenAt: { lt: aMinuteAgo } }, data: { lastSeenAt: now } });
  }
  return { ...toPrincipal(row.user), sessionId: row.publicId };
}

export async function deleteSession(tx: Transaction, idHash: Buffer<ArrayBuffer>): Promise<void> {
  await tx.session.deleteMany({ where: { idHash } });
}

/** Removes sessions that ended before `now`. Returns how many. */
export async function deleteExpiredSessions(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { expiresAt: { lt: now } } });
  return count;
}

/** What a row of a user with its memberships says. */
export function toPrincipal(row: UserModel & { memberships: MemberModel[] }): Principal {
  const roles = row.memberships.map((member) => [member.namespaceName, member.role as NamespaceRole] as const);
  return { user: toUser(row), roles: new Map(roles), sessionEpoch: row.sessionEpoch };
}

export function toUser(row: UserModel): User {
  const { id, login, email, enabled, mustChangePassword, createdAt } = row;
  const hasPassword = row.passwordHash !== null;
  return {
    id,
    login,
    email,
    systemRole: row.systemRole as SystemRole,
    enabled,
    hasPassword,
    mustChangePassword,
    createdAt,
  };
}
