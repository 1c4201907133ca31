import { closeMocks, findMocks } from "@understudy/database";
import type { Mock } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";
import { toMockChange } from "./mock-change.ts";

/** Deletes many mocks softly, in one transaction: all of them, or none when one is not there. */
export async function deleteMocks(
  management: Management,
  actor: Actor,
  references: MockReferences,
): Promise<{ notYetVisible: string[] }> {
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write" });
  const closing = closingOf(actor);
  return changeVisibly(management, async (tx, raise) => {
    const deleted: Mock[] = [];
    for (const [namespace, ids] of groups) {
      const changedAt = await raise(namespace);
      deleted.push(...(await findMocks(tx, { namespace, ids })).values());
      requireAll(ids, await closeMocks(tx, { namespace, ids }, { changedAt, ...closing }));
    }
    const changes = deleted.map((before) => toMockChange("mock.delete", { before, after: null }));
    await recordChanges(management, { tx, author: actor }, changes);
  });
}
