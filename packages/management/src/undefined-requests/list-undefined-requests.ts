import { findNamespace, listUndefinedRequests as readUndefinedRequests } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { type UndefinedRequestView, viewUndefinedRequest } from "./undefined-request-view.ts";

/** A page of the calls that no mock matched, those that were seen last first (contract C6.1). */
export async function listUndefinedRequests(
  management: Management,
  actor: Actor,
  query: { namespace: string; ignored?: boolean | undefined; offset: number; limit: number },
): Promise<{ requests: UndefinedRequestView[]; total: number }> {
  authorise(actor, "request.read", query.namespace);
  if ((await findNamespace(management.db, query.namespace)) === null) throw unknownNamespace(query.namespace);
  await management.requestLog.flush();
  const { requests, total } = await readUndefinedRequests(management.db, query, query);
  return { requests: requests.map(viewUndefinedRequest), total };
}
