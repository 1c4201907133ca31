import type { Transaction } from "./client.ts";
import { findUserById, type Principal } from "./identity.ts";

/** Somebody as an OpenID Connect provider knows them. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
}

/** Held to the end of the transaction, so that of two first sign-ins of one identity the second finds what the first made. */
export async function lockOidcIdentity(tx: Transaction, { issuer, subject }: OidcIdentity): Promise<void> {
  const key = JSON.stringify(["oidc", issuer, subject]);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Whose identity it is, enabled or not; null: nobody's. */
export async function findUserByIdentity(
  tx: Transaction,
  { issuer, subject }: OidcIdentity,
): Promise<Principal | null> {
  const where = { issuer_subject: { issuer, subject } };
  const row = await tx.oidcIdentity.findUnique({ where, select: { userId: true } });
  return row && findUserById(tx, row.userId);
}

export async function createOidcIdentity(tx: Transaction, identity: OidcIdentity, userId: string): Promise<void> {
  const { issuer, subject } = identity;
  await tx.oidcIdentity.create({ data: { issuer, subject, userId } });
}

/** Of one user, oldest first; nobody has many. */
export async function listOidcIdentities(
  tx: Transaction,
  userId: string,
): Promise<(OidcIdentity & { createdAt: Date })[]> {
  return tx.oidcIdentity.findMany({
    where: { userId },
    select: { issuer: true, subject: true, createdAt: true },
    orderBy: { createdAt: "asc" },
    take: 100,
  });
}

export async function deleteOidcIdentities(tx: Transaction, userId: string): Promise<number> {
  const { count } = await tx.oidcIdentity.deleteMany({ where: { userId } });
  return count;
}

/** Whether a user has this e-mail address. */
export async function isEmailTaken(tx: Transaction, email: string): Promise<boolean> {
  return (await tx.user.count({ where: { email: { equals: email, mode: "insensitive" } } })) > 0;
}
