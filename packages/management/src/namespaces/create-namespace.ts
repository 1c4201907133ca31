import { insertNamespace } from "@understudy/database";
import { AppError, type Namespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";

/** Makes a namespace. Throws `conflict` when the name is taken, by a deleted one too. */
export async function createNamespace(management: Management, actor: Actor, name: string): Promise<Namespace> {
  authoriseInstallation(actor, "namespace.create");
  const namespace = await insertNamespace(management.db, name);
  if (namespace === null) throw new AppError("conflict", `there is a namespace ${JSON.stringify(name)} already`);
  return namespace;
}
