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
  /** Set when somebody acts who is signed in; not in local mode, where nobody signs in. */
  session?: ActorSession;
  /** Where the request came from, as far as that is known. */
  address?: string;
}

/** What matters of a session while its user acts. */
export interface ActorSession {
  id: string;
  /** Nothing but that may be done. */
  mustChangePassword: boolean;
}

/** What matters of an API token while it acts. `metadata` is its maker's own. */
export type ActorToken = Pick<
  ApiToken,
  "id" | "namespace" | "allowedActions" | "metadata" | "expiresAt" | "rateLimits"
>;
