import { z } from "zod";

/** Kinds of licences, the most generous last. */
export const licenceTypes = ["trial", "standard", "enterprise"] as const;
export type LicenceType = (typeof licenceTypes)[number];

/** What a licence, or what holds without one, limits. */
export const limitNames = ["users", "namespaces", "mocks", "deliveriesPerDay"] as const;
export type LimitName = (typeof limitNames)[number];

/** Most of each; null: no limit. The first admin is not counted among the users, deliveries are those that stub calls make in a day of UTC. */
export type Limits = Record<LimitName, number | null>;

export const unlimited: Limits = { users: null, namespaces: null, mocks: null, deliveriesPerDay: null };

/** What holds without a licence where LICENSE_REQUIRED is true (contract, Decided 8). The one namespace is `sandbox`. */
export const communityLimits: Limits = { users: 3, namespaces: 1, mocks: 1_000, deliveriesPerDay: null };

const limit = z.int("must be a whole number or null").min(0).max(1_000_000_000).nullable();
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What a licence says, as its key carries it. */
export const LicenceTermsSchema = z.object({
  version: z.literal(1),
  /** Keys with the same id are of the same licence: the newer one replaces the older one. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  type: z.enum(licenceTypes),
  /** Who it is for. */
  licensee: z.string().min(1).max(200),
  issuedAt: time,
  expiresAt: time,
  limits: z.object({ users: limit, namespaces: limit, mocks: limit, deliveriesPerDay: limit }),
  features: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)).max(50),
});
export type LicenceTerms = z.infer<typeof LicenceTermsSchema>;

/** `expired` and `revoked` licences (an admin switched it off, or LICENSE_PUBLIC_KEY is another one now) count no more. */
export type LicenceStatus = "active" | "revoked" | "expired";

/** An activated licence, without its key. */
export interface Licence extends Omit<LicenceTerms, "version"> {
  status: LicenceStatus;
  /** The key's last characters, by which people tell keys apart. */
  keyEnding: string;
  enabled: boolean;
  note: string;
  activatedAt: Date;
  activatedBy: string;
}

const KeySchema = z.string("must be a license key").min(1, "must be a license key").max(10_000);

/** Body of `POST /api/v1/admin/licenses/activate`. */
export const LicenceActivationSchema = z.object({ key: KeySchema });

/** Body of `PUT /api/v1/admin/licenses/{id}`: what is given is changed. */
export const LicenceChangeSchema = z
  .object({
    /** A newer key of the same licence. */
    key: KeySchema.optional(),
    /** False: it counts no more, until it is enabled again. */
    enabled: z.boolean("must be true or false").optional(),
    note: z.string().max(1_000, "must have at most 1000 characters").optional(),
  })
  .refine(
    ({ key, enabled, note }) => key !== undefined || enabled !== undefined || note !== undefined,
    "needs key, enabled or note",
  );
export type LicenceChange = z.infer<typeof LicenceChangeSchema>;

/** Most licences of an installation. */
export const licencesMax = 100;

/** So many days before its end a licence is said to expire. */
export const expiryNoticeDays = 30;

const dayMs = 86_400_000;

/** Days that a licence still has, begun ones included; 0: it has expired. */
export function daysLeftOf({ expiresAt }: Pick<LicenceTerms, "expiresAt">, now: Date): number {
  return Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs));
}

/** Several licences add up, each limit by itself; one without a limit lifts it. Null: there is none. */
export function addUpLimits(licences: readonly { limits: Limits }[]): Limits | null {
  const [first, ...others] = licences.map(({ limits }) => limits);
  if (first === undefined) return null;
  return others.reduce(
    (sum, more) => ({
      users: add(sum.users, more.users),
      namespaces: add(sum.namespaces, more.namespaces),
      mocks: add(sum.mocks, more.mocks),
      deliveriesPerDay: add(sum.deliveriesPerDay, more.deliveriesPerDay),
    }),
    first,
  );
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

const publicKeyBytes = 32;
/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const derPrefix = "MCowBQYDK2VwAyEA";
const derBytes = 44;

/**
 * The 32 bytes of an Ed25519 public key as base64, from a PEM file's text, its DER form or the bytes themselves in base64; null: it is
 * none of them.
 */
export function parseLicencePublicKey(text: string): string | null {
  const base64 = text
    .replace(/-----(BEGIN|END) PUBLIC KEY-----/g, "")
    // In a file of settings a line's end may be written as \n.
    .replaceAll("\\n", "")
    .replace(/\s+/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]+$/.test(base64)) return null;
  const bytes = Math.floor((base64.length * 3) / 4);
  if (bytes === publicKeyBytes) return `${base64}=`;
  // 12 bytes are 16 characters of base64, so that what comes behind can be cut off.
  return bytes === derBytes && base64.startsWith(derPrefix) ? `${base64.slice(derPrefix.length)}=` : null;
}
