import { findUndefinedRequest, type UndefinedRequest } from "@understudy/database";
import { type Action, AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, visibleNamespaces } from "../permissions.ts";

/** Throws `not_found` when there is none that the actor may see, and unless the actor may do this with it. */
export async function getUndefinedRequest(
  management: Management,
  actor: Actor,
  { id, action }: { id: string; action: Action },
): Promise<UndefinedRequest> {
  await management.requestLog.flush();
  const found = await findUndefinedRequest(management.db, id, visibleNamespaces(actor));
  if (found === null) {
    const isHidden = (await findUndefinedRequest(management.db, id, null)) !== null;
    const denied = { action, namespace: null };
    throw new AppError("not_found", `there is no undefined request ${id}`, isHidden ? { denied } : {});
  }
  authorise(actor, action, found.namespace);
  return found;
}
