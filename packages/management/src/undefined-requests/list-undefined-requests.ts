import {
  type ListPage,
  listUndefinedRequests as readUndefinedRequests,
  type MomentPosition,
} from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { type UndefinedRequestView, viewUndefinedRequest } from "./undefined-request-view.ts";

/** A page of the calls that no mock matched, those that were seen last first (contract C6.1). `next`: behind which the next page begins. */
export async function listUndefinedRequests(
  management: Management,
  actor: Actor,
  query: { namespace: string; ignored?: boolean | undefined } & ListPage<MomentPosition>,
): Promise<{ requests: UndefinedRequestView[]; total: number; next: MomentPosition | null }> {
  authorise(actor, "request.read", query.namespace);
  await requireNamespace(management, query.namespace);
  await management.requestLog.flush();
  const { requests, total, next } = await readUndefinedRequests(management.db, query, query);
  return { requests: requests.map(viewUndefinedRequest), total, next };
}
