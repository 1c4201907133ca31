import type { Session } from "@understudy/domain";
import type { Transaction } from "./client.ts";

/** Sessions of a user that one read returns; whoever has more sees the newest. */
const sessionsMax = 200;

/** A user's sessions that have not ended, the one that was seen last first. */
export async function listSessions(tx: Transaction, userId: string, now: Date): Promise<Session[]> {
  const rows = await tx.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { createdAt: "desc" }],
    take: sessionsMax,
  });
  return rows.map(({ publicId, createdAt, lastSeenAt, expiresAt, address, userAgent }) => ({
    ...{ id: publicId, createdAt, lastSeenAt, expiresAt, address, userAgent },
  }));
}

/** Ends one of a user's sessions. False: they have none with this id. */
export async function endSession(tx: Transaction, userId: string, id: string): Promise<boolean> {
  const { count } = await tx.session.deleteMany({ where: { userId, publicId: id } });
  return count > 0;
}

/** Ends all sessions of a user, but for one if it is named, and the sign-ins that are under way. In a transaction. Returns how many sessions. */
export async function endSessions(tx: Transaction, userId: string, exceptId: string | null): Promise<number> {
  // First, so that a sign-in which is under way has opened its session by now, or opens none.
  await tx.user.update({ where: { id: userId }, data: { sessionEpoch: { increment: 1 } } });
  await tx.pendingSignIn.deleteMany({ where: { userId } });
  const { count } = await tx.session.deleteMany({
    where: { userId, ...(exceptId !== null && { publicId: { not: exceptId } }) },
  });
  return count;
}
