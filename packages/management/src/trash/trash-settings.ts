import {
  findTrashSettings,
  getGlobalTrashSettings,
  writeGlobalTrashSettings,
  writeTrashSettings,
} from "@understudy/database";
import type { TrashSettings } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownNamespace } from "../permissions.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** When what is in the trash is purged. */
export async function getTrashSettings(
  management: Management,
  actor: Actor,
  place: TrashPlace,
): Promise<TrashSettings> {
  await authoriseTrash(management, actor, { ...place, action: "trash.read" });
  return readSettings(management, place);
}

/** Says when it is purged. Of the installation's this counts for all namespaces that say nothing themselves. */
export async function setTrashSettings(
  management: Management,
  actor: Actor,
  { isEnabled, days, ...place }: TrashPlace & { isEnabled: boolean; days: number },
): Promise<TrashSettings> {
  await authoriseTrash(management, actor, { ...place, action: "namespace.write" });
  const change = { isEnabled, days, changedAt: new Date(), changedBy: actor.login };
  if (place.namespace === null) await writeGlobalTrashSettings(management.db, change);
  else await writeTrashSettings(management.db, place.namespace, change);
  return readSettings(management, place);
}

async function readSettings({ db }: Management, { namespace }: TrashPlace): Promise<TrashSettings> {
  if (namespace === null) return getGlobalTrashSettings(db);
  const settings = await findTrashSettings(db, namespace);
  if (settings === null) throw unknownNamespace(namespace);
  return settings;
}
