import { type Action, AppError, type NamespaceRole } from "@understudy/domain";
import type { Actor } from "./actor.ts";

const looking = [
  "mock.read",
  "delivery.read",
  "store.read",
  "template.read",
  "request.read",
  "namespace.read",
] as const satisfies Action[];
const reading = [...looking, "token.create"] as const;
const editing = [
  "mock.write",
  "delivery.write",
  "store.write",
  "template.write",
  "request.write",
] as const satisfies Action[];

/** The one permission table: what each role in a namespace may do there. System admins may do everything everywhere. */
const grants: Record<NamespaceRole, readonly Action[]> = {
  owner: [...reading, ...editing, "namespace.write"],
  editor: [...reading, ...editing],
  viewer: reading,
};

/** Support reads everywhere (contract G). */
const supportGrants: readonly Action[] = looking;

/** Whether the actor may do this in the namespace. */
export function isAllowed(actor: Actor, action: Action, namespace: string): boolean {
  return canSee(actor, namespace) && tokenAllows(actor, action) && roleAllows(actor, action, namespace);
}

/**
 * Throws unless the actor may do this in the namespace: 404 when they may not even see it (as if it did not exist),
 * 403 naming what is needed when they may see it but lack the action (contract, Decided 15).
 */
export function authorise(actor: Actor, action: Action, namespace: string): void {
  if (!canSee(actor, namespace)) throw unknownNamespace(namespace);
  if (!tokenAllows(actor, action)) throw new AppError("forbidden", `this API token is not allowed to do ${action}`);
  if (!roleAllows(actor, action, namespace)) {
    throw new AppError("forbidden", `${action} in ${namespace} needs the role ${rolesThatMay(action).join(" or ")}`);
  }
}

/** Throws unless the actor may do this in the installation as a whole: system admins only, and no token that is bound to a namespace. */
export function authoriseInstallation(actor: Actor, action: Action): void {
  if (!tokenAllows(actor, action)) throw new AppError("forbidden", `this API token is not allowed to do ${action}`);
  if (actor.systemRole !== "admin") throw new AppError("forbidden", `${action} needs the system role admin`);
  if (actor.token?.namespace != null)
    throw new AppError("forbidden", `${action} can't be done with a token that is bound to a namespace`);
}

/** The same error for a namespace that does not exist and for one that the actor may not see. */
export function unknownNamespace(namespace: string): AppError {
  return new AppError("not_found", `there is no namespace ${JSON.stringify(namespace)}`);
}

/** Namespaces that the actor may see: null means all. */
export function visibleNamespaces(actor: Actor): string[] | null {
  const bound = actor.token?.namespace;
  if (isSeeingAll(actor)) return bound == null ? null : [bound];
  const own = [...actor.roles.keys()];
  return bound == null ? own : own.filter((name) => name === bound);
}

function canSee(actor: Actor, namespace: string): boolean {
  const bound = actor.token?.namespace;
  if (bound != null && bound !== namespace) return false;
  return isSeeingAll(actor) || actor.roles.has(namespace);
}

function isSeeingAll(actor: Actor): boolean {
  return actor.systemRole === "admin" || actor.systemRole === "support";
}

function tokenAllows(actor: Actor, action: Action): boolean {
  const allowed = actor.token?.allowedActions ?? [];
  return allowed.length === 0 || allowed.includes(action);
}

function roleAllows(actor: Actor, action: Action, namespace: string): boolean {
  if (actor.systemRole === "admin") return true;
  const role = actor.roles.get(namespace);
  const granted = role === undefined ? [] : grants[role];
  return granted.includes(action) || (actor.systemRole === "support" && supportGrants.includes(action));
}

function rolesThatMay(action: Action): string[] {
  return Object.entries(grants).flatMap(([role, granted]) => (granted.includes(action) ? [role] : []));
}
