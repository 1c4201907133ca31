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

/** Body of `POST /api/v1/auth/tokens` (contract C8.2). */
export const CreateApiTokenSchema = z.object({
  name: z.string().min(1, "must not be empty").max(100),
  namespace: NamespaceNameSchema.nullish(),
  description: z.string().max(1000).default(""),
  expires_at: ExpiresAtSchema.nullish(),
  /** Empty: everything that the user may do. */
  allowed_actions: z.array(z.enum(actions)).default([]),
  metadata: z.record(z.string(), z.unknown()).default({}),
});
export type CreateApiToken = z.infer<typeof CreateApiTokenSchema>;

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
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  metadata: Record<string, unknown>;
}
