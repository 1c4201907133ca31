import type { AccountLinkKind, User } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { toUser } from "./identity.ts";

/** Makes a user's link; the one that they had is none any more. */
export async function putAccountLink(
  tx: Transaction,
  link: { userId: string; hash: Buffer<ArrayBuffer>; kind: AccountLinkKind; expiresAt: Date },
): Promise<void> {
  const { userId, ...rest } = link;
  await tx.accountLink.upsert({ where: { userId }, create: link, update: rest });
}

/** What a link is for and whose it is; null when it is used, replaced or expired, or its user is disabled. */
export async function findAccountLink(
  tx: Transaction,
  hash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<{ kind: AccountLinkKind; user: User } | null> {
  const row = await tx.accountLink.findFirst({
    where: { hash, expiresAt: { gt: now }, user: { enabled: true } },
    include: { user: true },
  });
  return row && { kind: row.kind as AccountLinkKind, user: toUser(row.user) };
}

/** Uses a link up. False: somebody else did, a moment ago. */
export async function takeAccountLink(tx: Transaction, hash: Buffer<ArrayBuffer>): Promise<boolean> {
  const { count } = await tx.accountLink.deleteMany({ where: { hash } });
  return count > 0;
}

/** A user's link is none any more. */
export async function deleteAccountLink(tx: Transaction, userId: string): Promise<void> {
  await tx.accountLink.deleteMany({ where: { userId } });
}

/** Removes links that expired before `now`. Returns how many. */
export async function deleteExpiredAccountLinks(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.accountLink.deleteMany({ where: { expiresAt: { lt: now } } });
  return count;
}
