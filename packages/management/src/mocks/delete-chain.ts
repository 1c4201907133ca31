import { closeMocks, listChainMocks } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { toMockChange } from "./mock-change.ts";

/** Deletes the mocks of a chain softly, however many; its store stays. Returns how many there were. */
export async function deleteChain(
  management: Management,
  actor: Actor,
  { namespace, chainId }: { namespace: string; chainId: string },
): Promise<{ deleted: number; notYetVisible: string[] }> {
  authorise(actor, "mock.write", namespace);
  const closing = closingOf(actor);
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const changedAt = await raise(namespace);
    const closed = await listChainMocks(tx, { namespace, chainId });
    const count = await closeMocks(tx, { namespace, chainId }, { changedAt, ...closing });
    const changes = closed.map((before) => toMockChange("mock.delete", { before, after: null }));
    await recordChanges(management, { tx, author: actor }, changes);
    return count;
  });
  return { deleted: result, notYetVisible };
}
