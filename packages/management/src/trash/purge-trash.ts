import {
  type EmptiedTrash,
  emptyTrash,
  findMocks,
  findTrashGroup,
  purgeNamespace,
  removeMocks,
} from "@understudy/database";
import type { TrashResult } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { toMockChange } from "../mocks/mock-change.ts";
import { transact } from "../transact.ts";
import { recordChanges } from "../record-changes.ts";
import { recordEmptiedTrash } from "./record-emptied-trash.ts";
import { authoriseTrash, type TrashPlace } from "./trash-place.ts";

/** Longest time that one request purges; a namespace that is not gone by then is purged on by the worker. */
const purgeMs = 20_000;

/** Removes groups for good; their ids and names are free again. */
export async function purgeTrash(
  management: Management,
  actor: Actor,
  { groupIds, ...place }: TrashPlace & { groupIds: readonly string[] },
): Promise<TrashResult> {
  await authoriseTrash(management, actor, { ...place, action: "trash.write" });
  const isStopped = stopAfter(purgeMs);
  const result: TrashResult = { done: [], failed: [], notFound: [] };
  for (const groupId of new Set(groupIds)) {
    const isPurged = await purge(management, actor, { ...place, groupId, isStopped });
    if (isPurged === null) result.notFound.push(groupId);
    else (isPurged ? result.done : result.failed).push(groupId);
  }
  return result;
}

/** Does now what the settings of the trash say and the worker would do within the hour. */
export async function purgeTrashNow(management: Management, actor: Actor): Promise<EmptiedTrash> {
  await authoriseTrash(management, actor, { namespace: null, action: "trash.write" });
  const emptied = await emptyTrash(management.db, { now: new Date(), isStopped: stopAfter(purgeMs) });
  await recordEmptiedTrash(management, actor, emptied);
  return emptied;
}

/** Null: nothing of the group is there. False: not all of it is gone. */
async function purge(
  management: Management,
  actor: Actor,
  { isStopped, ...query }: TrashPlace & { groupId: string; isStopped: () => boolean },
): Promise<boolean | null> {
  const { db, requestLog } = management;
  const group = await findTrashGroup(db, query);
  if (group.mocks.length === 0 && group.namespaces.length === 0) return null;
  // What resolvers still have to write must not come after it: it would be taken for that of the next of this name.
  await requestLog.flush();
  for (const mocks of group.mocks) await purgeMocks(management, actor, mocks);
  let isPurged = true;
  for (const name of group.namespaces) {
    await recordPurge(management, actor, name);
    isPurged = (await purgeNamespace(db, name, isStopped)) && isPurged;
  }
  return isPurged;
}

async function purgeMocks(
  management: Management,
  actor: Actor,
  mocks: { namespace: string; ids: readonly string[] },
): Promise<void> {
  await transact(management, async (tx) => {
    const found = await findMocks(tx, mocks);
    await removeMocks(tx, mocks);
    const purged = [...found.values()].filter(({ closedAt }) => closedAt !== null);
    const changes = purged.map((before) => toMockChange("mock.purge", { before, after: null }));
    await recordChanges(management, { tx, author: actor }, changes);
  });
}

/** Before it begins: a purge is many transactions, goes on in the worker if it must, and is not undone. */
async function recordPurge(management: Management, actor: Actor, name: string): Promise<void> {
  const resource = { type: "namespace", id: name };
  await transact(management, (tx) =>
    recordChanges(management, { tx, author: actor }, [{ operation: "namespace.purge", namespace: null, resource }]),
  );
}

function stopAfter(ms: number): () => boolean {
  const deadline = performance.now() + ms;
  return () => performance.now() > deadline;
}
