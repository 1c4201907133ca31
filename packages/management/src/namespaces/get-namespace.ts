import { findNamespace } from "@understudy/database";
import type { Namespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";

/** A namespace. Throws `not_found` when there is none that the actor may see. */
export async function getNamespace(management: Management, actor: Actor, name: string): Promise<Namespace> {
  authorise(actor, "namespace.read", name);
  const namespace = await findNamespace(management.db, name);
  if (namespace === null) throw unknownNamespace(name);
  return namespace;
}
