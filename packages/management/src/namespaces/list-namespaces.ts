import { listNamespaces as readNamespaces } from "@understudy/database";
import type { Namespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { isAllowed, visibleNamespaces } from "../permissions.ts";

/** The namespaces that the actor may see, by name. */
export async function listNamespaces(management: Management, actor: Actor): Promise<Namespace[]> {
  const names = visibleNamespaces(actor);
  const found = await readNamespaces(management.db, names === null ? {} : { names });
  return found.filter((namespace) => isAllowed(actor, "namespace.read", namespace.name));
}
