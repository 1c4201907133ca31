import type { DeliveryScope } from "@understudy/database";
import { type Action, installationScope } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import {
  authorise,
  authoriseInstallation,
  isAllowed,
  isAllowedInstallation,
  visibleNamespaces,
} from "../permissions.ts";

/** Where the actor may see deliveries: in namespaces, and those of the installation if they look after it. */
export function visibleDeliveries(actor: Actor): DeliveryScope {
  return {
    namespaces: visibleNamespaces(actor),
    isInstallationToo: isAllowedInstallation(actor, "installation.read"),
  };
}

/** Whether the actor may read deliveries of a namespace, or of the installation. */
export function mayReadDeliveries(actor: Actor, scope: string): boolean {
  if (scope === installationScope) return isAllowedInstallation(actor, "installation.read");
  return isAllowed(actor, "delivery.read", scope);
}

/** Throws unless the actor may do this to deliveries of a namespace, or of the installation (`installationScope`). */
export function authoriseDeliveries(
  actor: Actor,
  action: Extract<Action, "delivery.read" | "delivery.write">,
  scope: string,
): void {
  if (scope !== installationScope) authorise(actor, action, scope);
  else authoriseInstallation(actor, action === "delivery.read" ? "installation.read" : "installation.write");
}
