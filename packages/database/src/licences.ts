import type { Licence, LicenceType } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { LicenceModel } from "./generated/models.ts";

/** Told to resolvers after a commit that changes licences. */
export const licencesChangedChannel = "licences_changed";

/** An activated licence as it is kept. Whether it counts is not known here. */
export interface StoredLicence extends Omit<Licence, "status"> {
  /** Sealed. */
  key: string;
  /** The public key that it was checked with. */
  issuer: string;
}

/** Held to the end of the transaction, so that of those who add something at once each sees what the others added, and licences stay as they are. */
export async function lockLimits(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('licence limits', 0))`;
}

/** All licences, the oldest first. */
export async function listLicences(tx: Transaction): Promise<StoredLicence[]> {
  const rows = await tx.licence.findMany({ orderBy: [{ activatedAt: "asc" }, { id: "asc" }] });
  return rows.map(toStored);
}

/** A licence, or null. */
export async function findLicence(tx: Transaction, id: string): Promise<StoredLicence | null> {
  const row = await tx.licence.findUnique({ where: { id } });
  return row && toStored(row);
}

/** Writes a licence whole, in place of what is kept of it. */
export async function putLicence(tx: Transaction, licence: StoredLicence): Promise<void> {
  const { id, ...row } = toRow(licence);
  await tx.licence.upsert({ where: { id }, create: { id, ...row }, update: row });
  await tellResolvers(tx);
}

export async function deleteLicence(tx: Transaction, id: string): Promise<void> {
  await tx.licence.deleteMany({ where: { id } });
  await tellResolvers(tx);
}

async function tellResolvers(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(${licencesChangedChannel}, '')`;
}

/** How much there is of what licences limit. */
export interface CountedUse {
  /** Without the first admin. */
  users: number;
  /** Live ones. */
  namespaces: number;
  /** Live ones in live namespaces. */
  mocks: number;
}

/** Counts the whole installation. */
export async function countUse(tx: Transaction): Promise<CountedUse> {
  const rows = await tx.$queryRaw<CountedUse[]>`
    select (select greatest(count(*) - 1, 0)::int from app_user) as users,
      (select count(*)::int from namespace where closed_at is null) as namespaces,
      (select count(*)::int from mock m join namespace n on n.name = m.namespace
        where m.closed_at is null and n.closed_at is null) as mocks`;
  return rows[0] ?? { users: 0, namespaces: 0, mocks: 0 };
}

/** Live mocks of one namespace. */
export function countMocksOf(tx: Transaction, namespace: string): Promise<number> {
  return tx.mock.count({ where: { namespaceName: namespace, closedAt: null } });
}

function toStored(row: LicenceModel): StoredLicence {
  const { id, key, keyEnding, issuer, licensee, issuedAt, expiresAt, features, enabled, note } = row;
  return {
    ...{ id, key, keyEnding, issuer, licensee, issuedAt, expiresAt, features, enabled, note },
    type: row.type as LicenceType,
    limits: {
      users: row.usersMax,
      namespaces: row.namespacesMax,
      mocks: row.mocksMax,
      deliveriesPerDay: row.deliveriesPerDayMax,
    },
    activatedAt: row.activatedAt,
    activatedBy: row.activatedBy,
  };
}

function toRow({ limits, ...rest }: StoredLicence): LicenceModel {
  return {
    ...rest,
    usersMax: limits.users,
    namespacesMax: limits.namespaces,
    mocksMax: limits.mocks,
    deliveriesPerDayMax: limits.deliveriesPerDay,
  };
}
