import { z } from "zod";
import { type Action, actions } from "./action.ts";
import { NamespaceNameSchema } from "./namespace.ts";

/** Every API token starts with this (contract, Decided 10), so that secret scanners can find a leaked one. */
export const apiTokenPrefix = "mk_";
/** What `POST /api/v1/auth/login` hands out: a session that is used as a bearer token. */
export const sessionTokenPrefix = "us_";

/** Seconds since 1970, or an ISO date: clients send either. */
const ExpiresAtSchema = z.union([
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  z
    .number()
    .int()
    .positive()
    .transform((seconds) => new Date(seconds * 1000)),
]);

/** Calls in a minute, an hour or a day (of UTC). 0, which some clients send for nothing, and null are no limit. */
const RateLimitSchema = z
  .int("must be a whole number")
  .min(0)
  .max(1_000_000_000)
  .transform((calls) => (calls === 0 ? null : calls));

const tokenFields = {
  name: z.string().min(1, "must not be empty").max(100),
  namespace: NamespaceNameSchema.nullish(),
  description: z.string().max(1000),
  expires_at: ExpiresAtSchema.nullish(),
  /** Empty: everything that the user may do. */
  allowed_actions: z.array(z.enum(actions)),
  metadata: z.record(z.string(), z.unknown()),
  rate_limit_per_minute: RateLimitSchema.nullish(),
  rate_limit_per_hour: RateLimitSchema.nullish(),
  rate_limit_per_day: RateLimitSchema.nullish(),
};

/** Body of `POST /api/v1/auth/tokens` (contract C8.2). */
export const CreateApiTokenSchema = z.object({
  ...tokenFields,
  description: tokenFields.description.default(""),
  allowed_actions: tokenFields.allowed_actions.default([]),
  metadata: tokenFields.metadata.default({}),
});
export type CreateApiToken = z.infer<typeof CreateApiTokenSchema>;

/** Body of `PUT /api/v1/auth/tokens/{id}` (contract C8.3): what is given is changed; null takes away a bound, an end or a limit. */
export const ChangeApiTokenSchema = z.object(tokenFields).partial().extend({ enabled: z.boolean().optional() });
export type ChangeApiToken = z.infer<typeof ChangeApiTokenSchema>;

/** Periods that calls of a token are counted in, with their length in seconds. They begin with the clock's (UTC), for all tokens alike. */
export const ratePeriods = { minute: 60, hour: 3_600, day: 86_400 } as const;
export type RatePeriod = keyof typeof ratePeriods;

/** Most calls of the REST API in each period; null: no limit. */
export type RateLimits = Record<RatePeriod, number | null>;

/** A token as it may be shown: never its value, which is stored as a hash only. */
export interface ApiToken {
  id: string;
  name: string;
  namespace: string | null;
  description: string;
  enabled: boolean;
  allowedActions: Action[];
  userId: string;
  userLogin: string;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  metadata: Record<string, unknown>;
  rateLimits: RateLimits;
}
