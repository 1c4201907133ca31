import type { Actor } from "../actor.ts";
import { isAllowedInstallation } from "../permissions.ts";

/** What somebody may do with licences: pages offer nothing else. */
export function getLicenceRights(actor: Actor): { read: boolean; change: boolean } {
  return {
    read: isAllowedInstallation(actor, "installation.read"),
    change: isAllowedInstallation(actor, "installation.write"),
  };
}
