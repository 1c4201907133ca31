import { closeNamespace, findNamespace } from "@understudy/database";
import { defaultNamespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { closingOf } from "../closing-of.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { toNamespaceChange } from "./namespace-change.ts";
import { authoriseIn, requireDeletable, type ScopedNamespace } from "./scope.ts";

/**
 * Deletes a namespace softly (contract, Decided 19): its stubs answer no more when this returns, its deliveries are held, its members and
 * tokens can do nothing there. All of it comes back when it is restored; its name stays taken.
 */
export async function deleteNamespace(
  management: Management,
  actor: Actor,
  where: ScopedNamespace,
): Promise<{ notYetVisible: string[] }> {
  const { namespace } = where;
  authoriseIn(actor, "namespace.delete", where);
  requireDeletable(namespace, defaultNamespace);
  return changeVisibly(management, async (tx, raise) => {
    await raise(namespace);
    const before = await findNamespace(tx, namespace);
    await closeNamespace(tx, namespace, closingOf(actor));
    const change = toNamespaceChange("namespace.delete", { name: namespace, before });
    await recordChanges(management, { tx, author: actor }, [change]);
  });
}
