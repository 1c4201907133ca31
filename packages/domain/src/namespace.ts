import { z } from "zod";
import { stubAccessKinds, type StubRules } from "./stub-access.ts";

/** The namespace that exists from the first start and that requests which name none are meant for (contract A2). */
export const defaultNamespace = "sandbox";

/** Names of namespaces never change and appear in URLs (contract, Decided 19). */
export const NamespaceNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "must be 1 to 63 of a-z, 0-9, dot, underscore and hyphen, and start with a letter or digit",
  );

/** What the API's document says of a name that may be an empty text, which counts as absent. */
export const emptyOrNamePattern = { pattern: "^([a-z0-9][a-z0-9._-]{0,62})?$" };

/** The unit of isolation: every mock, store and log belongs to one. */
export interface Namespace {
  name: string;
  displayName: string;
  description: string;
  /** Whether browsers of other origins may read the answers of its stubs. */
  isCorsEnabled: boolean;
  quotas: NamespaceQuotas;
  stubs: StubRules;
  retention: NamespaceRetention;
  createdAt: Date;
}

/** A namespace as those see it who look after the installation. */
export interface NamespaceSummary {
  name: string;
  displayName: string;
  /** Live ones. */
  mockCount: number;
  userCount: number;
  createdAt: Date;
  /** Null: it is live. */
  closedAt: Date | null;
}

/** A stub call that would go beyond these is refused. */
export interface NamespaceQuotas {
  /** Deliveries that are not final. */
  pendingDeliveries: number;
  /** Null: no bound. */
  deliveriesPerMinute: number | null;
}

/** How long a namespace's past is kept: what is beyond either is removed. */
export interface NamespaceRetention {
  /** Since a delivery ended, or a call came in. */
  days: number;
  /** Newest deliveries. */
  deliveries: number;
}

/** How much there may be of the past and of what is to come. */
const countMax = 10_000_000;
const countOf = (least: number) => z.int("must be a whole number").min(least).max(countMax);

const QuotasChangeSchema = z.object({
  pendingDeliveries: countOf(1).optional(),
  deliveriesPerMinute: countOf(1).nullable().optional(),
  stubCallsPerMinute: countOf(1).nullable().optional(),
  stubBodyBytes: z.int("must be a whole number").min(1).max(1_000_000_000).nullable().optional(),
});
const RetentionChangeSchema = z.object({
  days: z.int("must be a whole number").min(1).max(3_650).optional(),
  deliveries: countOf(100).optional(),
});

/** Body of `PATCH /api/v1/namespaces/{ns}`: what is given is changed. */
export const NamespaceChangeSchema = z.object({
  displayName: z.string().max(200).optional(),
  description: z.string().max(5_000).optional(),
  cors: z.boolean().optional(),
  stubAccess: z.enum(stubAccessKinds, `must be one of ${stubAccessKinds.join(", ")}`).optional(),
  quotas: QuotasChangeSchema.optional(),
  retention: RetentionChangeSchema.optional(),
});
export type NamespaceChange = z.infer<typeof NamespaceChangeSchema>;

/** Roles of a member, strongest first. `admin` is accepted on input as an alias of `owner` (contract C4). */
export const namespaceRoles = ["owner", "editor", "viewer"] as const;
export type NamespaceRole = (typeof namespaceRoles)[number];
