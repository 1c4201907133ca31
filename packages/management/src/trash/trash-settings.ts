import {
  findTrashSettings,
  getGlobalTrashSettings,
  type Transaction,
  writeGlobalTrashSettings,
  writeTrashSettings,
} from "@understudy/database";
import type { TrashSettings } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { toNamespaceChange } from "../namespaces/namespace-change.ts";
import { unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** When what is in the trash is purged. */
export async function getTrashSettings(
  management: Management,
  actor: Actor,
  place: TrashPlace,
): Promise<TrashSettings> {
  await authoriseTrash(management, actor, { ...place, action: "trash.read" });
  return readSettings(management.db, place);
}

/** Says when it is purged. Of the installation's this counts for all namespaces that say nothing themselves. */
export async function setTrashSettings(
  management: Management,
  actor: Actor,
  { isEnabled, days, ...place }: TrashPlace & { isEnabled: boolean; days: number },
): Promise<TrashSettings> {
  await authoriseTrash(management, actor, { ...place, action: "namespace.write" });
  const change = { isEnabled, days, changedAt: new Date(), changedBy: actor.login };
  const { namespace } = place;
  if (namespace === null) {
    await writeGlobalTrashSettings(management.db, change);
    return readSettings(management.db, place);
  }
  return transact(management, async (tx) => {
    const before = await readSettings(tx, place);
    await writeTrashSettings(tx, namespace, change);
    const after = await readSettings(tx, place);
    const told = toNamespaceChange("namespace.update", {
      name: namespace,
      before: { trash: before },
      after: { trash: after },
    });
    await recordChanges(management, { tx, author: actor }, [told]);
    return after;
  });
}

async function readSettings(db: Transaction, { namespace }: TrashPlace): Promise<TrashSettings> {
  if (namespace === null) return getGlobalTrashSettings(db);
  const settings = await findTrashSettings(db, namespace);
  if (settings === null) throw unknownNamespace(namespace);
  return settings;
}
