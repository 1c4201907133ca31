import type { Transaction } from "./client.ts";

/** A sign-in whose second factor is still to be shown. */
export interface PendingSignIn {
  userId: string;
  /** Wrong codes so far. */
  tries: number;
}

/** Of one user: an older one gives way, so that whoever knows a password can't fill the table. */
const perUserMax = 10;

export async function createPendingSignIn(
  tx: Transaction,
  pending: { idHash: Buffer<ArrayBuffer>; userId: string; expiresAt: Date },
): Promise<void> {
  await tx.pendingSignIn.create({ data: pending });
  await tx.$executeRaw`
    delete from pending_sign_in where id_hash in (
      select id_hash from pending_sign_in where user_id = ${pending.userId}::uuid
      order by created_at desc, id_hash offset ${perUserMax})`;
}

/** One that has not expired, of a user who is enabled, held to the end of the transaction; null when there is none. */
export async function lockPendingSignIn(
  tx: Transaction,
  idHash: Buffer<ArrayBuffer>,
  now: Date,
): Promise<PendingSignIn | null> {
  const rows = await tx.$queryRaw<PendingSignIn[]>`
    select pending.user_id as "userId", pending.tries
    from pending_sign_in pending join app_user on app_user.id = pending.user_id
    where pending.id_hash = ${idHash} and pending.expires_at > ${now} and app_user.enabled
    for update of pending`;
  return rows[0] ?? null;
}

/** Whether there is one that has not expired. */
export async function hasPendingSignIn(tx: Transaction, idHash: Buffer<ArrayBuffer>, now: Date): Promise<boolean> {
  return (await tx.pendingSignIn.count({ where: { idHash, expiresAt: { gt: now } } })) > 0;
}

export async function countPendingSignInTry(tx: Transaction, idHash: Buffer<ArrayBuffer>): Promise<void> {
  await tx.pendingSignIn.updateMany({ where: { idHash }, data: { tries: { increment: 1 } } });
}

export async function deletePendingSignIn(tx: Transaction, idHash: Buffer<ArrayBuffer>): Promise<void> {
  await tx.pendingSignIn.deleteMany({ where: { idHash } });
}

/** Removes those that ended before `now`. Returns how many. */
export async function deleteExpiredPendingSignIns(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.pendingSignIn.deleteMany({ where: { expiresAt: { lt: now } } });
  return count;
}
