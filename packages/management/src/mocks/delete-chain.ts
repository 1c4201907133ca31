import { closeMocks } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";

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
    return closeMocks(tx, { namespace, chainId }, { changedAt, ...closing });
  });
  return { deleted: result, notYetVisible };
}
