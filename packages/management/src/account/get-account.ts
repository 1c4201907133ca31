import { findUser } from "@understudy/database";
import { AppError, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { listNamespaces } from "../namespaces/list-namespaces.ts";

/** Who the actor is, and the names of the namespaces that they may see. */
export async function getAccount(management: Management, actor: Actor): Promise<{ user: User; namespaces: string[] }> {
  const user = await findUser(management.db, actor.userId);
  if (user === null) throw new AppError("unauthorized", "this user is not there any more");
  const namespaces = await listNamespaces(management, actor);
  return { user, namespaces: namespaces.map(({ name }) => name) };
}
