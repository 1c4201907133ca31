import { z } from "@hono/zod-openapi";
import { daysLeftOf, type Licence, licenceTypes, type Limits, secretMask } from "@understudy/domain";
import type { LicenceStanding } from "@understudy/management";
import { toSeconds } from "./mock-shape.ts";
import { WarningsSchema } from "./schemas.ts";

const maximum = z.int().nullable().describe("null: no limit");
const maxima = {
  maxUsers: maximum.describe("Besides the first admin; null: no limit"),
  maxMocks: maximum,
  maxNamespaces: maximum.describe("sandbox is one of them; null: no limit"),
  maxDeliveriesPerDay: maximum.describe("That stub calls make in a day of UTC; null: no limit"),
};
const seconds = z.int().describe("Unix seconds");

/** A licence as the contract's admin clients read it (C10). */
export const LicenceSchema = z.object({
  id: z.string(),
  key: z.string().describe("Masked but for its end: a key is shown to nobody"),
  type: z.enum(licenceTypes),
  status: z.enum(["active", "revoked", "expired"]),
  expiresAt: seconds,
  createdAt: seconds.describe("When it was activated, in Unix seconds"),
  licensee: z.string(),
  issuedAt: seconds,
  daysLeft: z.int().min(0),
  enabled: z.boolean(),
  note: z.string(),
  activatedBy: z.string(),
  features: z.array(z.string()),
  ...maxima,
});

export const SavedLicenceSchema = LicenceSchema.extend({ warnings: WarningsSchema });

const ExpiringSchema = LicenceSchema.pick({ id: true, type: true, licensee: true, expiresAt: true, daysLeft: true });

export const LicenceStatusSchema = z.object({
  active: z.boolean(),
  type: z.enum(licenceTypes).nullable().describe("The most generous of those that count; null: none does"),
  expiresAt: seconds.nullable().describe("When the first of those that count ends, in Unix seconds"),
  required: z.boolean().describe("LICENSE_REQUIRED: without an active license the community limits hold"),
  expiring: z.array(ExpiringSchema).describe("Those that count and end within 30 days"),
  ...maxima,
});

export const CombinedLimitsSchema = z.object({
  ...maxima,
  aiEnabled: z.boolean(),
  perfEnabled: z.boolean(),
  fuzzEnabled: z.boolean(),
  features: z.array(z.string()),
});

export const LicenceUsageSchema = z.object({
  users: z.int().describe("Besides the first admin"),
  mocks: z.int(),
  namespaces: z.int(),
  deliveriesToday: z.int().describe("Made by stub calls on this day of UTC, but for the last second's"),
});

export function toWireLicence(licence: Licence): z.infer<typeof LicenceSchema> {
  const { id, type, status, licensee, enabled, note, activatedBy, features } = licence;
  return {
    ...{ id, key: secretMask + licence.keyEnding, type, status },
    ...{ licensee, daysLeft: daysLeftOf(licence, new Date()), enabled, note, activatedBy, features },
    expiresAt: toSeconds(licence.expiresAt),
    createdAt: toSeconds(licence.activatedAt),
    issuedAt: toSeconds(licence.issuedAt),
    ...toMaxima(licence.limits),
  };
}

export function toWireStatus(standing: LicenceStanding): z.infer<typeof LicenceStatusSchema> {
  const { isActive, isRequired, type, expiresAt, expiring, limits } = standing;
  return {
    ...{ active: isActive, type, expiresAt: expiresAt && toSeconds(expiresAt), required: isRequired },
    expiring: expiring.map((licence) => ({ ...licence, expiresAt: toSeconds(licence.expiresAt) })),
    ...toMaxima(limits),
  };
}

export function toWireLimits({ limits, features }: LicenceStanding): z.infer<typeof CombinedLimitsSchema> {
  const isOn = (name: string): boolean => features.includes(name);
  return {
    ...toMaxima(limits),
    ...{ aiEnabled: isOn("ai"), perfEnabled: isOn("perf"), fuzzEnabled: isOn("fuzz"), features },
  };
}

function toMaxima({ users, mocks, namespaces, deliveriesPerDay }: Limits) {
  return { maxUsers: users, maxMocks: mocks, maxNamespaces: namespaces, maxDeliveriesPerDay: deliveriesPerDay };
}
