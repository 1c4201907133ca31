import {
  countLoggedRequests,
  deleteLoggedRequests,
  findMock,
  type ListPage,
  listLoggedRequests,
} from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { locateMock, type MockReference, unknownMock } from "../mocks/locate-mock.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { listedBodyBytesMax, type RequestView, viewRequest } from "./request-view.ts";

/** A page of the logged calls of a mock, newest first (contract C1.14). `next`: the id behind which the next page begins. */
export async function listMockLogs(
  management: Management,
  actor: Actor,
  { reference, offset, after, limit }: { reference: MockReference } & ListPage<string>,
): Promise<{ requests: RequestView[]; total: number; next: string | null }> {
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "request.read", namespace);
  await requireMock(management, { namespace, id: reference.id });
  await management.requestLog.flush();
  const filter = { namespace, mockId: reference.id };
  // One more than the page, to know whether there is another.
  const page = { offset, before: after, limit: limit + 1, bodyBytesMax: listedBodyBytesMax };
  const [found, total] = await Promise.all([
    listLoggedRequests(management.db, filter, page),
    countLoggedRequests(management.db, filter),
  ]);
  const requests = found.slice(0, limit);
  return {
    requests: requests.map(viewRequest),
    total,
    next: found.length > limit ? (requests.at(-1)?.id ?? null) : null,
  };
}

/** Forgets the logged calls of a mock (contract C1.15); what was answered before is gone. Its use counter stays. Returns how many there were. */
export async function clearMockLogs(management: Management, actor: Actor, reference: MockReference): Promise<number> {
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "request.write", namespace);
  await requireMock(management, { namespace, id: reference.id });
  await management.requestLog.flush();
  const { id } = reference;
  return transact(management, async (tx) => {
    const count = await deleteLoggedRequests(tx, { namespace, id });
    await recordChanges(management, { tx, author: actor }, [
      { operation: "request.clear", namespace, resource: { type: "mock", id }, before: { count } },
    ]);
    return count;
  });
}

/** Deleted ones count: their log outlives them. */
async function requireMock(management: Management, key: { namespace: string; id: string }): Promise<void> {
  if ((await findMock(management.db, key)) === null) throw unknownMock(key.id, key.namespace);
}
