import { isDeepStrictEqual } from "node:util";
import { listLicences, type StoredLicence, type Transaction } from "@understudy/database";
import { addUpLimits, communityLimits, daysLeftOf, type Licence, type Limits, unlimited } from "@understudy/domain";
import { readLicenceKey } from "@understudy/signing";
import type { Management } from "../management.ts";

/** What licences are read with. */
export type LicenceReader = Pick<Management, "licensing" | "sealing">;

/** All licences as they stand at a moment, the oldest first. */
export async function readLicences(reader: LicenceReader, tx: Transaction, now: Date): Promise<Licence[]> {
  return (await listLicences(tx)).map((stored) => toLicence(reader, stored, now));
}

/** A licence without its key, and whether it counts. */
export function toLicence(reader: LicenceReader, stored: StoredLicence, now: Date): Licence {
  const { key: _key, issuer: _issuer, ...licence } = stored;
  if (!stored.enabled || !isGenuine(reader, stored)) return { ...licence, status: "revoked" };
  return { ...licence, status: stored.expiresAt > now ? "active" : "expired" };
}

/** Licences that are active, or were until they expired, and end within so many days, with the days that they have left (0: none). */
export async function readLicencesEnding(
  reader: LicenceReader,
  tx: Transaction,
  { now, withinDays }: { now: Date; withinDays: number },
): Promise<(Licence & { daysLeft: number })[]> {
  return (await readLicences(reader, tx, now))
    .filter(({ status }) => status !== "revoked")
    .map((licence) => ({ ...licence, daysLeft: daysLeftOf(licence, now) }))
    .filter(({ daysLeft }) => daysLeft <= withinDays);
}

/** What all licences together allow, or what holds without one. */
export async function limitsInForce(reader: LicenceReader, tx: Transaction): Promise<Limits> {
  const active = (await readLicences(reader, tx, new Date())).filter(({ status }) => status === "active");
  return addUpLimits(active) ?? (reader.licensing.isRequired ? communityLimits : unlimited);
}

/** Whether what is kept of a licence is what the issuer whose licences count has signed: rows may have come here by other ways. */
function isGenuine({ licensing, sealing }: LicenceReader, stored: StoredLicence): boolean {
  const { publicKey } = licensing;
  if (publicKey === null) return false;
  const key = openKey(sealing, stored.key);
  const read = key === null ? null : readLicenceKey(key, publicKey);
  if (read === null || "problem" in read) return false;
  const { version: _version, ...terms } = read.terms;
  const kept = Object.fromEntries(Object.keys(terms).map((name) => [name, stored[name as keyof typeof terms]]));
  return isDeepStrictEqual(kept, { ...terms });
}

/** Null: it was sealed with another SECRET_KEY. */
function openKey(sealing: Management["sealing"], sealed: string): string | null {
  try {
    return sealing.open(sealed);
  } catch {
    return null;
  }
}
