import { closeMocks } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";

/** Deletes many mocks softly, in one transaction: all of them, or none when one is not there. */
export async function deleteMocks(
  management: Management,
  actor: Actor,
  references: MockReferences,
): Promise<{ notYetVisible: string[] }> {
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write" });
  const closing = closingOf(actor);
  return changeVisibly(management, async (tx, raise) => {
    for (const [namespace, ids] of groups) {
      const changedAt = await raise(namespace);
      requireAll(ids, await closeMocks(tx, { namespace, ids }, { changedAt, ...closing }));
    }
  });
}
