import { findNamespaceState, reopenNamespace } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { requireRoomForRestored } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation, unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { toNamespaceChange } from "./namespace-change.ts";

/**
 * Brings a deleted namespace back with all that was in it: its stubs answer when this returns, and what was held is sent. Restoring a live
 * one changes nothing.
 */
export async function restoreNamespace(
  management: Management,
  actor: Actor,
  namespace: string,
): Promise<{ notYetVisible: string[] }> {
  authoriseInstallation(actor, "namespace.delete");
  const { result: isRestored, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const isReopened = await reopenNamespace(tx, namespace);
    if (!isReopened) return false;
    await raise(namespace);
    const change = toNamespaceChange("namespace.restore", { name: namespace });
    await recordChanges(management, { tx, author: actor }, [change]);
    await requireRoomForRestored(management, tx, [namespace]);
    return true;
  });
  if (isRestored) return { notYetVisible };
  const state = await findNamespaceState(management.db, namespace);
  if (state === null) throw unknownNamespace(namespace);
  if (state === "purging") throw new AppError("conflict", `the namespace ${namespace} is being purged`);
  return { notYetVisible: [] };
}
