import { countDeliveriesOf, countUse } from "@understudy/database";
import {
  addUpLimits,
  communityLimits,
  expiryNoticeDays,
  type Licence,
  licenceTypes,
  type LicenceType,
  type Limits,
  unlimited,
} from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { readLicences, readLicencesEnding } from "./read-licences.ts";

/** How the installation stands by its licences. */
export interface LicenceStanding {
  /** Whether a licence counts. */
  isActive: boolean;
  /** Whether the community limits hold without one. */
  isRequired: boolean;
  /** The most generous of those that count; null: none does. */
  type: LicenceType | null;
  /** When the first of those that count ends, from when on less is allowed; null: none counts. */
  expiresAt: Date | null;
  /** Those that count and end soon. */
  expiring: (Pick<Licence, "id" | "type" | "licensee" | "expiresAt"> & { daysLeft: number })[];
  /** What all that count allow together, or what holds without one. */
  limits: Limits;
  /** What any of those that count names. */
  features: string[];
}

/** All licences, the oldest first. */
export async function listLicences(management: Management, actor: Actor): Promise<Licence[]> {
  authoriseInstallation(actor, "installation.read");
  return readLicences(management, management.db, new Date());
}

/** How the installation stands by its licences. */
export async function getLicenceStanding(management: Management, actor: Actor): Promise<LicenceStanding> {
  authoriseInstallation(actor, "installation.read");
  const now = new Date();
  const active = (await readLicences(management, management.db, now)).filter(({ status }) => status === "active");
  const { isRequired } = management.licensing;
  const expiries = active.map(({ expiresAt }) => expiresAt.getTime());
  return {
    isActive: active.length > 0,
    isRequired,
    type: licenceTypes.findLast((type) => active.some((licence) => licence.type === type)) ?? null,
    expiresAt: expiries.length === 0 ? null : new Date(Math.min(...expiries)),
    expiring: (await readLicencesEnding(management, management.db, { now, withinDays: expiryNoticeDays }))
      .filter(({ daysLeft }) => daysLeft > 0)
      .map(({ id, type, licensee, expiresAt, daysLeft }) => ({ id, type, licensee, expiresAt, daysLeft })),
    limits: addUpLimits(active) ?? (isRequired ? communityLimits : unlimited),
    features: [...new Set(active.flatMap(({ features }) => features))].sort(),
  };
}

/** How much there is of what licences limit. `users` is without the first admin, `deliveriesPerDay` what stub calls made today (UTC). */
export async function getLicenceUsage(management: Management, actor: Actor): Promise<Record<keyof Limits, number>> {
  authoriseInstallation(actor, "installation.read");
  const { db } = management;
  const [used, deliveriesPerDay] = await Promise.all([countUse(db), countDeliveriesOf(db, new Date())]);
  return { ...used, deliveriesPerDay };
}
