import type { Transaction } from "./client.ts";

/** The authenticator of a user, as it is stored. */
export interface StoredSecondFactor {
  userId: string;
  /** Sealed. */
  secret: string;
  /** Null: it is set up only. */
  confirmedAt: Date | null;
  /** Time step of the code that was taken last; -1: none was. */
  lastStep: number;
  /** Wrong codes and passwords in a row. */
  failures: number;
  /** Nothing is taken before this. */
  blockedUntil: Date | null;
}

const stored = {
  userId: true,
  secret: true,
  confirmedAt: true,
  lastStep: true,
  failures: true,
  blockedUntil: true,
} as const;

export async function findSecondFactor(tx: Transaction, userId: string): Promise<StoredSecondFactor | null> {
  return tx.secondFactor.findUnique({ where: { userId }, select: stored });
}

/** The same, held to the end of the transaction: tries of one user come one after the other, whatever process takes them. */
export async function lockSecondFactor(tx: Transaction, userId: string): Promise<StoredSecondFactor | null> {
  await tx.$queryRaw`select from second_factor where user_id = ${userId}::uuid for update`;
  return findSecondFactor(tx, userId);
}

/**
 * Stores one that is still to be confirmed, in place of an earlier one that never was; what was counted of wrong codes stays. False: there
 * is a confirmed one, and nothing was changed.
 */
export async function putUnconfirmedSecondFactor(tx: Transaction, userId: string, secret: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    insert into second_factor (user_id, secret) values (${userId}::uuid, ${secret})
    on conflict (user_id) do update set secret = excluded.secret, created_at = now(), last_step = -1
      where second_factor.confirmed_at is null`;
  return count > 0;
}

export async function changeSecondFactor(
  tx: Transaction,
  userId: string,
  change: Partial<Pick<StoredSecondFactor, "confirmedAt" | "lastStep" | "failures" | "blockedUntil">>,
): Promise<void> {
  await tx.secondFactor.update({ where: { userId }, data: change, select: { userId: true } });
}

/** Removes it with its recovery codes, and the sign-ins that wait for it. Returns whether there was one. */
export async function deleteSecondFactor(tx: Transaction, userId: string): Promise<boolean> {
  await tx.pendingSignIn.deleteMany({ where: { userId } });
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  return count > 0;
}

/** Replaces all recovery codes of a user. */
export async function putRecoveryCodes(
  tx: Transaction,
  userId: string,
  hashes: readonly Buffer<ArrayBuffer>[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
}

/** Uses up a recovery code. Returns whether there was such a one. */
export async function takeRecoveryCode(tx: Transaction, userId: string, hash: Buffer<ArrayBuffer>): Promise<boolean> {
  const { count } = await tx.recoveryCode.deleteMany({ where: { userId, hash } });
  return count > 0;
}

export async function countRecoveryCodes(tx: Transaction, userId: string): Promise<number> {
  return tx.recoveryCode.count({ where: { userId } });
}
