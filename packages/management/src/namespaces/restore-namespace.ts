import { findNamespaceState, reopenNamespace } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation, unknownNamespace } from "../permissions.ts";

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
  await management.changes.prepare();
  const version = await management.db.$transaction((tx) => reopenNamespace(tx, namespace));
  if (version !== null) return { notYetVisible: await management.changes.awaitVisible({ namespace, version }) };
  if ((await findNamespaceState(management.db, namespace)) === null) throw unknownNamespace(namespace);
  return { notYetVisible: [] };
}
