import { closeMocks, findMock } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import { toMockChange } from "./mock-change.ts";
import { type Precondition, requirePrecondition } from "./precondition.ts";

/** Deletes a mock softly: it stops answering at once, and its id stays taken until it is purged. */
export async function deleteMock(
  management: Management,
  actor: Actor,
  reference: MockReference & { precondition?: Precondition | undefined },
): Promise<{ namespace: string; notYetVisible: string[] }> {
  const { id, precondition } = reference;
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.write", namespace);
  const closing = closingOf(actor);
  const { notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const changedAt = await raise(namespace);
    const before = await findMock(tx, { namespace, id });
    requirePrecondition(before, precondition);
    const closed = await closeMocks(tx, { namespace, ids: [id] }, { changedAt, ...closing });
    if (closed === 0 || before === null) throw unknownMock(id, namespace);
    await recordChanges(management, { tx, author: actor }, [toMockChange("mock.delete", { before, after: null })]);
  });
  return { namespace, notYetVisible };
}
