import type { Mock } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";
import { reopen, toRestoreChange } from "./restore-mock.ts";

/** Brings many deleted mocks back, in one transaction: all of them, or none when one was never there. */
export async function restoreMocks(
  management: Management,
  actor: Actor,
  references: MockReferences,
): Promise<{ notYetVisible: string[] }> {
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write", isDeletedToo: true });
  return changeVisibly(management, async (tx, raise) => {
    const restored: Mock[] = [];
    for (const [namespace, ids] of groups) {
      const { found, reopened } = await reopen(tx, { namespace, ids, changedAt: await raise(namespace) });
      requireAll(ids, found.size);
      restored.push(...reopened);
    }
    await recordChanges(management, { tx, author: actor }, restored.map(toRestoreChange));
  });
}
