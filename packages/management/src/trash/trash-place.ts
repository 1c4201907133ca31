import type { Action } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, authoriseInstallation } from "../permissions.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";

/** Whose trash is meant: that of a namespace; null: that of the installation, which has the deleted namespaces too. */
export interface TrashPlace {
  namespace: string | null;
}

/** Throws unless the actor may do this to that trash, and it is there. */
export async function authoriseTrash(
  management: Management,
  actor: Actor,
  { action, namespace }: TrashPlace & { action: Action },
): Promise<void> {
  if (namespace === null) {
    authoriseInstallation(actor, action);
    return;
  }
  authorise(actor, action, namespace);
  await requireNamespace(management, namespace);
}
