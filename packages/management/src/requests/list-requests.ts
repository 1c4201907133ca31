import { listLoggedRequests, type RequestFilter } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { listedBodyBytesMax, type RequestView, viewRequest } from "./request-view.ts";

/** Most requests of one page. */
const pageMax = 200;

/** A page of the request log, newest first; what was answered before this was called is in it. `nextCursor` leads to the page behind it. */
export async function listRequests(
  management: Management,
  actor: Actor,
  query: RequestFilter & { cursor?: string | undefined; limit: number },
): Promise<{ requests: RequestView[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = query;
  authorise(actor, "request.read", filter.namespace);
  await requireNamespace(management, filter.namespace);
  await management.requestLog.flush();
  const size = Math.min(limit, pageMax);
  // One more than the page, to know whether there is another.
  const page = { before: cursor, limit: size + 1, bodyBytesMax: listedBodyBytesMax };
  const found = await listLoggedRequests(management.db, filter, page);
  const shown = found.slice(0, size);
  return { requests: shown.map(viewRequest), nextCursor: found.length > size ? (shown.at(-1)?.id ?? null) : null };
}
