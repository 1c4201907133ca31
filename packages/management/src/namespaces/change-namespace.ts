import { changeNamespace as writeNamespace, findNamespace, raiseNamespaceVersion } from "@understudy/database";
import type { Namespace, NamespaceChange } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toNamespaceChange } from "./namespace-change.ts";

/** Changes what is given of a namespace; its name stays. Stubs behave accordingly when this returns. */
export async function changeNamespace(
  management: Management,
  actor: Actor,
  { name, change }: { name: string; change: NamespaceChange },
): Promise<{ namespace: Namespace; notYetVisible: string[] }> {
  authorise(actor, "namespace.write", name);
  // What protects the other namespaces is not for its owners to lift.
  if (change.quotas !== undefined) authoriseInstallation(actor, "quota.write");
  await management.changes.prepare();
  const changed = await transact(management, async (tx) => {
    const version = await raiseNamespaceVersion(tx, name);
    const before = await findNamespace(tx, name);
    const namespace = await writeNamespace(tx, name, change);
    const told = toNamespaceChange("namespace.update", { name, before, after: namespace });
    await recordChanges(management, { tx, author: actor }, [told]);
    return { namespace, version };
  });
  const notYetVisible = await management.changes.awaitVisible({ namespace: name, version: changed.version });
  return { namespace: changed.namespace, notYetVisible };
}
