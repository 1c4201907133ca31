import { findMock, removeMock } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { deleteMock } from "./delete-mock.ts";
import { unknownMock } from "./locate-mock.ts";

/**
 * Removes a mock for good, live or deleted; its id is free again. A live one is deleted first, and seen as such by all
 * resolvers, because a row that is gone can't tell them anything.
 */
export async function purgeMock(
  management: Management,
  actor: Actor,
  key: { namespace: string; id: string },
): Promise<{ notYetVisible: string[] }> {
  authorise(actor, "mock.write", key.namespace);
  const mock = await findMock(management.db, key);
  if (mock === null) throw unknownMock(key.id, key.namespace);
  const { notYetVisible } = mock.closedAt === null ? await deleteMock(management, actor, key) : { notYetVisible: [] };
  await removeMock(management.db, key);
  return { notYetVisible };
}
