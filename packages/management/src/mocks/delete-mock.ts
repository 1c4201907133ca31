import { closeMock, raiseNamespaceVersion } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";

/** Deletes a mock softly: it stops answering at once, and its id stays taken until it is purged. */
export async function deleteMock(
  management: Management,
  actor: Actor,
  reference: MockReference,
): Promise<{ namespace: string; notYetVisible: string[] }> {
  const { id } = reference;
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.write", namespace);
  await management.changes.prepare();
  const version = await management.db.$transaction(async (tx) => {
    const changedAt = await raiseNamespaceVersion(tx, namespace);
    const isClosed = await closeMock(tx, { namespace, id }, { changedAt, closedAt: new Date() });
    if (!isClosed) throw unknownMock(id, namespace);
    return changedAt;
  });
  return { namespace, notYetVisible: await management.changes.awaitVisible({ namespace, version }) };
}
