import type { Actor } from "../actor.ts";
import { isAllowed, isAllowedInstallation } from "../permissions.ts";

/** What of a namespace's settings somebody may change: pages offer nothing else. */
export interface NamespaceRights {
  change: boolean;
  delete: boolean;
  changeMembers: boolean;
  changeTrash: boolean;
  changeQuotas: boolean;
  seeWebhooks: boolean;
  seeAudit: boolean;
}

export function getNamespaceRights(actor: Actor, namespace: string): NamespaceRights {
  return {
    change: isAllowed(actor, "namespace.write", namespace),
    delete: isAllowed(actor, "namespace.delete", namespace),
    changeMembers: isAllowed(actor, "member.write", namespace),
    changeTrash: isAllowed(actor, "trash.write", namespace),
    seeWebhooks: isAllowed(actor, "webhook.read", namespace),
    seeAudit: isAllowed(actor, "audit.read", namespace),
    changeQuotas: isAllowed(actor, "namespace.write", namespace) && isAllowedInstallation(actor, "quota.write"),
  };
}

/** What somebody may do with the namespaces of the installation. */
export interface InstallationRights {
  listNamespaces: boolean;
  createNamespaces: boolean;
  deleteNamespaces: boolean;
  runJobs: boolean;
  changeTrash: boolean;
}

export function getInstallationRights(actor: Actor): InstallationRights {
  return {
    listNamespaces: isAllowedInstallation(actor, "installation.read"),
    createNamespaces: isAllowedInstallation(actor, "namespace.create"),
    deleteNamespaces: isAllowedInstallation(actor, "namespace.delete"),
    runJobs: isAllowedInstallation(actor, "installation.write"),
    changeTrash: isAllowedInstallation(actor, "namespace.write"),
  };
}
