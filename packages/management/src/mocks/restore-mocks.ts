import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";
import { reopen } from "./restore-mock.ts";

/** Brings many deleted mocks back, in one transaction: all of them, or none when one was never there. */
export async function restoreMocks(
  management: Management,
  actor: Actor,
  references: MockReferences,
): Promise<{ notYetVisible: string[] }> {
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write", isDeletedToo: true });
  return changeVisibly(management, async (tx, raise) => {
    for (const [namespace, ids] of groups) {
      const { size } = await reopen(tx, { namespace, ids, changedAt: await raise(namespace) });
      requireAll(ids, size);
    }
  });
}
