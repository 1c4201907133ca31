import { findMock, lockNamespace, removeMocks } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { deleteMock } from "./delete-mock.ts";
import { recordChanges } from "../record-changes.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import { toMockChange } from "./mock-change.ts";
import { transact } from "../transact.ts";

/**
 * Removes a mock for good, live or deleted, with its history; its id is free again. A live one is deleted first, and seen as such
 * by all resolvers, because a row that is gone can't tell them anything. That is what event webhooks are told of; the purge itself
 * stands in the audit trail alone (contract, Decided 22).
 */
export async function purgeMock(
  management: Management,
  actor: Actor,
  reference: MockReference,
): Promise<{ namespace: string; notYetVisible: string[] }> {
  const { id } = reference;
  const namespace = await locateMock(management.db, actor, { ...reference, isDeletedToo: true });
  const key = { namespace, id };
  authorise(actor, "mock.write", namespace);
  const mock = await findMock(management.db, key);
  if (mock === null) throw unknownMock(id, namespace);
  const { notYetVisible } = mock.closedAt === null ? await deleteMock(management, actor, key) : { notYetVisible: [] };
  // Uses and calls that are still to be written would be those of the next mock of this id.
  await management.requestLog.flush();
  await transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const before = await findMock(tx, key);
    const removed = await removeMocks(tx, { namespace, ids: [id] });
    if (before === null || removed === 0) return;
    await recordChanges(management, { tx, author: actor }, [toMockChange("mock.purge", { before, after: null })]);
  });
  return { namespace, notYetVisible };
}
