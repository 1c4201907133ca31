import { countTrash, listTrash as readTrash, type TrashFilter } from "@understudy/database";
import type { TrashItem, TrashType } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** What was deleted and can come back, the last first. Of the installation's trash `filter.namespace` may choose a part. */
export async function listTrash(
  management: Management,
  actor: Actor,
  { place, filter, ...page }: { place: TrashPlace; filter: TrashFilter; offset: number; limit: number },
): Promise<{ items: TrashItem[]; total: number }> {
  await authoriseTrash(management, actor, { ...place, action: "trash.read" });
  return readTrash(management.db, { ...filter, namespace: place.namespace ?? filter.namespace }, page);
}

/** How much there is of each type. */
export async function summariseTrash(
  management: Management,
  actor: Actor,
  place: TrashPlace,
): Promise<{ type: TrashType; count: number }[]> {
  await authoriseTrash(management, actor, { ...place, action: "trash.read" });
  return countTrash(management.db, place);
}
