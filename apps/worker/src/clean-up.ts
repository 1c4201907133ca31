import { randomUUID } from "node:crypto";
import {
  closeMocks,
  type Database,
  emptyTrash,
  listCleanups,
  listExpiredMocks,
  listUnusedMocks,
  type Pool,
  purgeOldMocks,
  raiseNamespaceVersion,
  removeRequests,
  removeUndefinedRequests,
} from "@understudy/database";
import type { CleanupRules } from "@understudy/domain";
import { recordJobChanges } from "@understudy/management";
import type { Logger } from "@understudy/runtime";

/** A run ends after so long, and the next one goes on. */
const runMs = 120_000;
/** What one transaction deletes or removes, so that writers of the namespace don't wait for long. */
const batchSize = 500;
const dayMs = 86_400_000;

interface Run {
  db: Database;
  pool: Pool;
  now: Date;
  isStopped: () => boolean;
  counts: { closed: number; purged: number; requests: number; undefinedRequests: number; namespaces: number };
}

/**
 * Does what cleanup policies and the settings of the trash say. Mocks that a policy deletes are in the trash, and events tell of none of it
 * (contract, Decided 22).
 */
export async function cleanUp({ db, pool, log }: { db: Database; pool: Pool; log: Logger }, now: Date): Promise<void> {
  const deadline = performance.now() + runMs;
  const run: Run = {
    ...{ db, pool, now },
    isStopped: () => performance.now() > deadline,
    counts: { closed: 0, purged: 0, requests: 0, undefinedRequests: 0, namespaces: 0 },
  };
  for (const { namespace, rules } of await listCleanups(db)) await cleanNamespace(run, namespace, rules);
  const { mocks, namespaces } = await emptyTrash(db, run);
  await recordPurges(db, { mocks: mocks + run.counts.purged, namespaces });
  run.counts.purged += mocks;
  run.counts.namespaces = namespaces;
  log.info({ event: "cleanup.done", ...run.counts, isFinished: !run.isStopped() }, "Namespaces are cleaned up");
}

/** Events tell of none of it; who asks the audit trail where a mock is finds that the clean-up took it. */
async function recordPurges(db: Database, purged: { mocks: number; namespaces: number }): Promise<void> {
  if (purged.mocks === 0 && purged.namespaces === 0) return;
  const resource = { type: "trash", id: "*" };
  await recordJobChanges(db, "clean_up", [{ operation: "trash.empty", namespace: null, resource, before: purged }]);
}

async function cleanNamespace(run: Run, namespace: string, rules: CleanupRules): Promise<void> {
  const { db, pool, now, isStopped, counts } = run;
  await closeIdle(run, { namespace, days: rules.expiredMocksDays, reason: "expired", list: listExpiredMocks });
  await closeIdle(run, { namespace, days: rules.unusedMocksDays, reason: "unused", list: listUnusedMocks });
  if (rules.deletedMocksDays !== null) {
    const before = daysAgo(now, rules.deletedMocksDays);
    counts.purged += await purgeOldMocks(db, { namespace, before, isStopped });
  }
  if (rules.logsDays !== null) {
    counts.requests += await removeRequests(pool, { namespace, before: daysAgo(now, rules.logsDays) }, isStopped);
  }
  if (rules.undefinedRequestsDays === null) return;
  const before = daysAgo(now, rules.undefinedRequestsDays);
  await inBatches(isStopped, async () => {
    const count = await removeUndefinedRequests(db, { namespace, before, limit: batchSize });
    counts.undefinedRequests += count;
    return count;
  });
}

interface IdleMocks {
  namespace: string;
  days: number | null;
  reason: string;
  list: typeof listExpiredMocks;
}

/** Deletes mocks softly; what is found in one transaction was deleted together. */
async function closeIdle(run: Run, { namespace, days, reason, list }: IdleMocks): Promise<void> {
  if (days === null) return;
  const query = { namespace, before: daysAgo(run.now, days), limit: batchSize };
  await inBatches(run.isStopped, async () => {
    // Resolvers are told of a change only when there is one.
    if ((await list(run.db, { ...query, limit: 1 })).length === 0) return 0;
    const count = await run.db.$transaction(async (tx) => {
      const changedAt = await raiseNamespaceVersion(tx, namespace);
      const closing = { closedAt: run.now, closedBy: "cleanup", closedReason: reason, cascadeGroupId: randomUUID() };
      const ids = await list(tx, query);
      const closed = await closeMocks(tx, { namespace, ids }, { changedAt, ...closing });
      if (closed > 0) {
        await recordJobChanges(tx, "clean_up", [
          {
            operation: "mock.clean_up",
            namespace,
            resource: { type: "mock", id: "*" },
            before: { count: closed, reason, ids },
          },
        ]);
      }
      return closed;
    });
    run.counts.closed += count;
    return count;
  });
}

async function inBatches(isStopped: () => boolean, work: () => Promise<number>): Promise<void> {
  while (!isStopped() && (await work()) === batchSize);
}

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
