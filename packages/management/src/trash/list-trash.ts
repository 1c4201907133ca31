import {
  countTrash,
  type ListPage,
  listTrash as readTrash,
  type TrashFilter,
  type TrashPosition,
} from "@understudy/database";
import type { TrashItem, TrashType } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** A page of what was deleted and can come back, the last first. `next`: behind which the next page begins. Of the installation's trash `filter.namespace` may choose a part. */
export async function listTrash(
  management: Management,
  actor: Actor,
  { place, filter, ...page }: { place: TrashPlace; filter: TrashFilter } & ListPage<TrashPosition>,
): Promise<{ items: TrashItem[]; total: number; next: TrashPosition | null }> {
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
