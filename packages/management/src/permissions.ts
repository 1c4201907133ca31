import { type Action, actions, AppError, type Denied, type NamespaceRole, type SystemRole } from "@understudy/domain";
import type { Actor } from "./actor.ts";

const looking = [
  "mock.read",
  "delivery.read",
  "store.read",
  "template.read",
  "request.read",
  "namespace.read",
  "member.read",
  "trash.read",
] as const satisfies Action[];
const editing = [
  "mock.write",
  "delivery.write",
  "store.write",
  "template.write",
  "request.write",
  "trash.write",
  "webhook.read",
] as const satisfies Action[];
const owning = [
  "namespace.write",
  "namespace.delete",
  "member.write",
  "webhook.write",
  "audit.read",
] as const satisfies Action[];

/** What each role in a namespace may do there. */
export const namespaceGrants: Record<NamespaceRole, readonly Action[]> = {
  owner: [...looking, ...editing, ...owning],
  editor: [...looking, ...editing],
  viewer: looking,
};

/** What concerns one's own tokens and account. */
const own = ["token.create", "token.read", "token.write", "account.write"] as const satisfies Action[];

/**
 * What a system role may do everywhere, without a role in a namespace: an admin everything; support reads, helps users
 * who can't sign in, and changes nothing else (contract G).
 */
export const systemGrants: Record<SystemRole, readonly Action[]> = {
  admin: actions,
  support: [...looking, ...own, "webhook.read", "audit.read", "installation.read", "user.read", "user.reset"],
  user: own,
};

/** Whether the actor may do this in the namespace. */
export function isAllowed(actor: Actor, action: Action, namespace: string): boolean {
  return canSee(actor, namespace) && tokenAllows(actor, action) && roleAllows(actor, action, namespace);
}

/**
 * Throws unless the actor may do this in the namespace: 404 when they may not even see it (as if it did not exist),
 * 403 naming what is needed when they may see it but lack the action (contract, Decided 15).
 */
export function authorise(actor: Actor, action: Action, namespace: string): void {
  const denied = { action, namespace };
  if (!canSee(actor, namespace)) throw unknownNamespace(namespace, denied);
  if (!tokenAllows(actor, action)) throw notOfToken(denied);
  if (!roleAllows(actor, action, namespace)) {
    const needed = rolesThatMay(action).join(" or ");
    throw new AppError("forbidden", `${action} in ${namespace} needs the role ${needed}`, { denied });
  }
}

/** Throws unless the actor may do this in the installation as a whole, or to what is their own. */
export function authoriseInstallation(actor: Actor, action: Action): void {
  const denied = { action, namespace: null };
  if (!tokenAllows(actor, action)) throw notOfToken(denied);
  if (!systemGrants[actor.systemRole].includes(action)) {
    const needed = systemRolesThatMay(action).join(" or ");
    throw new AppError("forbidden", `${action} needs the system role ${needed}`, { denied });
  }
  if (actor.token?.namespace != null) {
    const message = `${action} can't be done with a token that is bound to a namespace`;
    throw new AppError("forbidden", message, { denied });
  }
}

/** Whether the actor may do this in the installation as a whole. */
export function isAllowedInstallation(actor: Actor, action: Action): boolean {
  const isBound = actor.token?.namespace != null;
  return !isBound && tokenAllows(actor, action) && systemGrants[actor.systemRole].includes(action);
}

/**
 * Throws unless the actor may do this to tokens of their own: 403. A token that is bound to a namespace may, as long as its
 * user sees the namespace.
 */
export function authoriseOwn(actor: Actor, action: Action): void {
  const bound = actor.token?.namespace;
  if (bound == null) authoriseInstallation(actor, action);
  else authorise(actor, action, bound);
}

/** The same error for a namespace that does not exist and for one that the actor may not see, in which case it says what was `denied`. */
export function unknownNamespace(namespace: string, denied?: Denied): AppError {
  const message = `there is no namespace ${JSON.stringify(namespace)}`;
  return new AppError("not_found", message, denied && { denied });
}

function notOfToken(denied: Denied): AppError {
  return new AppError("forbidden", `this API token is not allowed to do ${denied.action}`, { denied });
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
  const role = actor.roles.get(namespace);
  const granted = role === undefined ? [] : namespaceGrants[role];
  return granted.includes(action) || systemGrants[actor.systemRole].includes(action);
}

function rolesThatMay(action: Action): string[] {
  return Object.entries(namespaceGrants).flatMap(([role, granted]) => (granted.includes(action) ? [role] : []));
}

function systemRolesThatMay(action: Action): string[] {
  return Object.entries(systemGrants).flatMap(([role, granted]) => (granted.includes(action) ? [role] : []));
}
