import type { Database } from "./client.ts";
import { removeMocks } from "./mocks.ts";
import { lockNamespace } from "./namespace-version.ts";
import { purgeNamespace } from "./purge-namespace.ts";
import { listOldTrash, listPurgedNamespaces } from "./trash.ts";
import { listTrashRetentions } from "./trash-settings.ts";

/** What was removed for good. */
export interface EmptiedTrash {
  mocks: number;
  namespaces: number;
  /** Namespaces whose trash was looked through. */
  scanned: number;
}

/** What one transaction removes, so that writers of the namespace don't wait for long. */
const batchSize = 500;
const dayMs = 86_400_000;

/** Purges what is longer in the trash than its settings say, and goes on with what was not purged to the end. */
export async function emptyTrash(
  db: Database,
  { now, isStopped }: { now: Date; isStopped: () => boolean },
): Promise<EmptiedTrash> {
  const emptied: EmptiedTrash = { mocks: 0, namespaces: 0, scanned: 0 };
  const doomed = await listPurgedNamespaces(db);
  for (const { namespace, days, closedAt } of await listTrashRetentions(db)) {
    if (isStopped()) break;
    emptied.scanned += 1;
    const before = new Date(now.getTime() - days * dayMs);
    if (closedAt === null) emptied.mocks += await purgeOldMocks(db, { namespace, before, isStopped });
    else if (closedAt < before) doomed.push(namespace);
  }
  for (const namespace of new Set(doomed)) {
    if (isStopped()) break;
    if (await purgeNamespace(db, namespace, isStopped)) emptied.namespaces += 1;
  }
  return emptied;
}

/** Removes mocks of a live namespace for good that were deleted before this. Returns how many. */
export async function purgeOldMocks(
  db: Database,
  { namespace, before, isStopped }: { namespace: string; before: Date; isStopped: () => boolean },
): Promise<number> {
  let purged = 0;
  while (!isStopped()) {
    // The namespace is locked only when there is something to do.
    if ((await listOldTrash(db, { namespace, before, limit: 1 })).length === 0) return purged;
    purged += await db.$transaction(async (tx) => {
      await lockNamespace(tx, namespace);
      return removeMocks(tx, { namespace, ids: await listOldTrash(tx, { namespace, before, limit: batchSize }) });
    });
  }
  return purged;
}
