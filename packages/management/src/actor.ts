import type { Action, NamespaceRole, SystemRole } from "@understudy/domain";

/** Who asks. Every use case takes one and decides by it, whether the request came by REST, tRPC or the local mode. */
export interface Actor {
  userId: string;
  login: string;
  systemRole: SystemRole;
  /** Role by namespace; a system admin acts everywhere without one. */
  roles: ReadonlyMap<string, NamespaceRole>;
  /** Set when an API token acts that is limited. */
  token: { id: string; namespace: string | null; allowedActions: readonly Action[] } | null;
}
