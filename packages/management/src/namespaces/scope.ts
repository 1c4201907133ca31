import { type Action, AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { authorise, authoriseInstallation } from "../permissions.ts";

/** On whose authority somebody acts in a namespace: their role there, or their system role (the addresses below `/api/v1/admin`). */
export type Scope = "namespace" | "installation";

/** A namespace, and on whose authority it is asked about. */
export interface ScopedNamespace {
  namespace: string;
  scope: Scope;
}

/** Throws unless the actor may do this there on that authority. */
export function authoriseIn(actor: Actor, action: Action, { namespace, scope }: ScopedNamespace): void {
  if (scope === "installation") authoriseInstallation(actor, action);
  else authorise(actor, action, namespace);
}

/** A namespace that the API itself needs can't be deleted. */
export function requireDeletable(name: string, needed: string): void {
  if (name !== needed) return;
  throw new AppError("conflict", `the namespace ${name} can't be deleted: calls that name none are meant for it`);
}
