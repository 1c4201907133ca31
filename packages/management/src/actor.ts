import type { ApiToken, NamespaceRole, SystemRole } from "@understudy/domain";

/** Who asks. Every use case takes one and decides by it, whether the request came by REST, tRPC or the local mode. */
export interface Actor {
  userId: string;
  login: string;
  systemRole: SystemRole;
  /** Role by namespace; a system admin acts everywhere without one. */
  roles: ReadonlyMap<string, NamespaceRole>;
  /** Set when an API token acts. */
  token: ActorToken | null;
}

/** What matters of an API token while it acts. `metadata` is its maker's own. */
export type ActorToken = Pick<
  ApiToken,
  "id" | "namespace" | "allowedActions" | "metadata" | "expiresAt" | "rateLimits"
>;
