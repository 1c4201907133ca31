import type { Member, NamespaceRole } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { MemberModel, MemberWhereInput, UserModel } from "./generated/models.ts";
import { cutPage, type ListPage, type MomentPosition } from "./list-page.ts";

interface MemberKey {
  namespace: string;
  userId: string;
}

/** Members of a namespace in the order in which they came, and how many there are in all. */
export async function listMembers(
  tx: Transaction,
  namespace: string,
  { offset = 0, after, limit }: ListPage<MomentPosition>,
): Promise<{ members: Member[]; total: number; next: MomentPosition | null }> {
  const where = { namespaceName: namespace };
  const [rows, total] = await Promise.all([
    tx.member.findMany({
      where: after === undefined ? where : { AND: [where, isBehind(after)] },
      orderBy: [{ addedAt: "asc" }, { userId: "asc" }],
      skip: offset,
      take: limit + 1,
      include: { user: true },
    }),
    tx.member.count({ where }),
  ]);
  const { page, next } = cutPage(rows, limit, ({ addedAt, userId }) => ({ at: addedAt, id: userId }));
  return { members: page.map(toMember), total, next };
}

function isBehind({ at, id }: MomentPosition): MemberWhereInput {
  return { addedAt: { gte: at }, OR: [{ addedAt: { gt: at } }, { userId: { gt: id } }] };
}

export async function findMember(tx: Transaction, { namespace, userId }: MemberKey): Promise<Member | null> {
  const row = await tx.member.findUnique({
    where: { namespaceName_userId: { namespaceName: namespace, userId } },
    include: { user: true },
  });
  return row && toMember(row);
}

/** The id of a user, by id or by login; null: there is none. */
export async function findUserId(
  tx: Transaction,
  who: { userId?: string | undefined; login?: string | undefined },
): Promise<string | null> {
  const where = who.userId !== undefined ? { id: who.userId } : { login: who.login ?? "" };
  return (await tx.user.findUnique({ where, select: { id: true } }))?.id ?? null;
}

/** Makes a user a member, or changes the role of one. */
export async function putMember(tx: Transaction, { role, ...key }: MemberKey & { role: NamespaceRole }): Promise<void> {
  const namespaceName_userId = { namespaceName: key.namespace, userId: key.userId };
  await tx.member.upsert({
    where: { namespaceName_userId },
    create: { ...namespaceName_userId, role },
    update: { role },
  });
}

export async function removeMember(tx: Transaction, { namespace, userId }: MemberKey): Promise<void> {
  await tx.member.deleteMany({ where: { namespaceName: namespace, userId } });
}

/** Whether a namespace has an owner besides this user who can sign in. The caller holds the namespace's row, so that none goes meanwhile. */
export async function hasOtherOwner(tx: Transaction, { namespace, userId }: MemberKey): Promise<boolean> {
  const other = await tx.member.findFirst({
    where: { namespaceName: namespace, role: "owner", userId: { not: userId }, user: { enabled: true } },
    select: { userId: true },
  });
  return other !== null;
}

function toMember({ user, role, addedAt, userId }: MemberModel & { user: UserModel }): Member {
  return { userId, login: user.login, email: user.email, role: role as NamespaceRole, addedAt };
}
