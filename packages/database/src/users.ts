import type { User } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { toUser } from "./identity.ts";
import { cutPage, type ListPage } from "./list-page.ts";

export interface UserFilter extends ListPage<string> {
  /** A part of the login or the e-mail address, in either case. */
  search?: string | undefined;
}

/** Users by login, and how many there are in all. */
export async function listUsers(
  tx: Transaction,
  { search, offset = 0, after, limit }: UserFilter,
): Promise<{ users: User[]; total: number; next: string | null }> {
  // What Prisma makes of it is a pattern, in which these mean something.
  const part = { contains: (search ?? "").replaceAll(/[\\%_]/g, String.raw`\$&`), mode: "insensitive" } as const;
  const where = search === undefined ? {} : { OR: [{ login: part }, { email: part }] };
  const rows = await tx.user.findMany({
    where: after === undefined ? where : { AND: [where, { login: { gt: after } }] },
    orderBy: { login: "asc" },
    skip: offset,
    take: limit + 1,
  });
  const { page, next } = cutPage(rows, limit, ({ login }) => login);
  return { users: page.map(toUser), total: await tx.user.count({ where }), next };
}

/** A user, or null. */
export async function findUser(tx: Transaction, id: string): Promise<User | null> {
  const row = await tx.user.findUnique({ where: { id } });
  return row && toUser(row);
}

/** A user by e-mail address in lower case, or null. */
export async function findUserByEmail(tx: Transaction, email: string): Promise<User | null> {
  const row = await tx.user.findUnique({ where: { email } });
  return row && toUser(row);
}

/** Whether somebody, except this user, has the login (in whatever case) or the e-mail address. */
export async function findTaken(
  tx: Transaction,
  wanted: { login: string | undefined; email: string | null | undefined },
  exceptId: string | null,
): Promise<"login" | "email" | null> {
  const rows = await tx.$queryRaw<{ isLogin: boolean }[]>`
    select lower(login) = lower(${wanted.login ?? null}::text) is true as "isLogin" from app_user
    where (lower(login) = lower(${wanted.login ?? null}::text) or email = ${wanted.email ?? null}::text)
      and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)
    order by 1 desc limit 1`;
  if (rows[0] === undefined) return null;
  return rows[0].isLogin ? "login" : "email";
}

/** Changes what is given of a user. */
export async function changeUser(
  tx: Transaction,
  id: string,
  change: Partial<Pick<User, "login" | "email" | "systemRole" | "enabled">>,
): Promise<User> {
  return toUser(await tx.user.update({ where: { id }, data: change }));
}

/** Removes a user with their roles, sessions and tokens. */
export async function deleteUser(tx: Transaction, id: string): Promise<void> {
  await tx.user.deleteMany({ where: { id } });
}

/** Enabled admins who can sign in, but for this user. */
export async function countOtherAdmins(tx: Transaction, id: string): Promise<number> {
  return tx.user.count({
    where: { id: { not: id }, systemRole: "admin", enabled: true, passwordHash: { not: null } },
  });
}

/** The hash of a user's password; null: they have none, or are gone. */
export async function findPasswordHash(tx: Transaction, id: string): Promise<string | null> {
  const row = await tx.user.findUnique({ where: { id }, select: { passwordHash: true } });
  return row?.passwordHash ?? null;
}

/** Sets a user's password. False: the user is gone. */
export async function setPassword(
  tx: Transaction,
  id: string,
  password: { passwordHash: string; mustChangePassword: boolean },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({ where: { id }, data: password });
  return count > 0;
}

/** Switches off all API tokens of a user. */
export async function disableTokensOf(tx: Transaction, userId: string): Promise<void> {
  await tx.apiToken.updateMany({ where: { userId, enabled: true }, data: { enabled: false } });
}
