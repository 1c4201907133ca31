import { findTrashGroup, reopenNamespace } from "@understudy/database";
import { AppError, type Change, type TrashResult } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { requireRoomForRestored } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { reopen, toRestoreChange } from "../mocks/restore-mock.ts";
import { toNamespaceChange } from "../namespaces/namespace-change.ts";
import { recordChanges } from "../record-changes.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** What came back of a group. */
export interface RestoredGroup {
  restored: number;
  /** What could not, because its namespace is deleted too. */
  missing: number;
  notYetVisible: string[];
}

/** Brings back what was deleted together, as far as its namespaces are there. Throws `not_found` when nothing of the group is in this trash. */
export async function restoreTrashGroup(
  management: Management,
  actor: Actor,
  { groupId, ...place }: TrashPlace & { groupId: string },
): Promise<RestoredGroup> {
  await authoriseTrash(management, actor, { ...place, action: "trash.write" });
  const restored = await restore(management, actor, { ...place, groupId });
  if (restored === null) throw new AppError("not_found", `nothing of the group ${groupId} is in this trash`);
  return restored;
}

/** Brings many groups back, each by itself. */
export async function restoreTrash(
  management: Management,
  actor: Actor,
  { groupIds, ...place }: TrashPlace & { groupIds: readonly string[] },
): Promise<TrashResult & { notYetVisible: string[] }> {
  await authoriseTrash(management, actor, { ...place, action: "trash.write" });
  const result = { done: [] as string[], failed: [] as string[], notFound: [] as string[] };
  const late = new Set<string>();
  for (const groupId of new Set(groupIds)) {
    const restored = await restore(management, actor, { ...place, groupId });
    if (restored === null) result.notFound.push(groupId);
    else (restored.missing > 0 ? result.failed : result.done).push(groupId);
    for (const id of restored?.notYetVisible ?? []) late.add(id);
  }
  return { ...result, notYetVisible: [...late] };
}

async function restore(
  management: Management,
  actor: Actor,
  query: TrashPlace & { groupId: string },
): Promise<RestoredGroup | null> {
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const group = await findTrashGroup(tx, query);
    if (group.mocks.length === 0 && group.namespaces.length === 0) return null;
    let restored = 0;
    const changes: Change[] = [];
    for (const name of group.namespaces) {
      if (!(await reopenNamespace(tx, name))) continue;
      await raise(name);
      changes.push(toNamespaceChange("namespace.restore", { name }));
      restored += 1;
    }
    for (const { namespace, ids, isNamespaceDeleted } of group.mocks) {
      if (isNamespaceDeleted && !group.namespaces.includes(namespace)) continue;
      const { reopened } = await reopen(tx, { namespace, ids, changedAt: await raise(namespace) });
      changes.push(...reopened.map(toRestoreChange));
      restored += ids.length;
    }
    await recordChanges(management, { tx, author: actor }, changes);
    await requireRoomForRestored(management, tx, group.namespaces);
    const all = group.namespaces.length + group.mocks.reduce((sum, { ids }) => sum + ids.length, 0);
    return { restored, missing: all - restored };
  });
  return result && { ...result, notYetVisible };
}
