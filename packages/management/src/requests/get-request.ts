import { findLoggedRequest, type LoggedRequest } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, visibleNamespaces } from "../permissions.ts";
import { type RequestView, viewRequest } from "./request-view.ts";

/** A logged request, whole as far as it was kept. Throws `not_found` when there is none that the actor may see. */
export async function getRequest(management: Management, actor: Actor, id: string): Promise<RequestView> {
  return viewRequest(await locateRequest(management, actor, { id }));
}

/** The same, as it is stored; of this namespace, if one is named. */
export async function locateRequest(
  management: Management,
  actor: Actor,
  { id, namespace }: { id: string; namespace?: string },
): Promise<LoggedRequest> {
  await management.requestLog.flush();
  const namespaces = namespace === undefined ? visibleNamespaces(actor) : [namespace];
  const found = await findLoggedRequest(management.db, id, namespaces);
  if (found === null) {
    // One that the actor may not see looks like none; the audit trail is told the difference.
    const isHidden = (await findLoggedRequest(management.db, id, null)) !== null;
    const denied = { action: "request.read", namespace: null };
    const message = `there is no request ${JSON.stringify(id)} in the log`;
    throw new AppError("not_found", message, isHidden ? { denied } : {});
  }
  authorise(actor, "request.read", found.namespace);
  return found;
}
