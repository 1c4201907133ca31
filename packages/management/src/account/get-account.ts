import { findUser } from "@understudy/database";
import { AppError, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { listNamespaceNames, namespaceNamesMax } from "../namespaces/list-namespace-names.ts";

/** Who the actor is, and the names of the namespaces that they may see, as many as one page of them has. */
export async function getAccount(management: Management, actor: Actor): Promise<{ user: User; namespaces: string[] }> {
  const user = await findUser(management.db, actor.userId);
  if (user === null) throw new AppError("unauthorized", "this user is not there any more");
  const { names } = await listNamespaceNames(management, actor, { limit: namespaceNamesMax });
  return { user, namespaces: names };
}
