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
import type { JobRunContext, JobWork } from "./job-work.ts";

/** What one transaction deletes or removes, so that writers of the namespace don't wait for long. */
const batchSize = 500;
const dayMs = 86_400_000;

interface Run extends Pick<JobRunContext, "now" | "isStopped"> {
  db: Database;
  pool: Pool;
  counts: { closed: number; purged: number; requests: number; undefinedRequests: number; namespaces: number };
}

/**
 * Does what cleanup policies and the settings of the trash say. Mocks that a policy deletes are in the trash, and events tell of none of it
 * (contract, Decided 22).
 */
export function createCleanup({ db, pool }: { db: Database; pool: Pool }): JobWork {
  return async ({ subjects, now, isStopped, report }) => {
    const run: Run = {
      ...{ db, pool, now, isStopped },
      counts: { closed: 0, purged: 0, requests: 0, undefinedRequests: 0, namespaces: 0 },
    };
    const isForAll = subjects.length === 0;
    const isOwnDue = isForAll || subjects.includes("");
    for (const { namespace, rules } of await listCleanups(db)) {
      const isDue = rules.schedule === null ? isOwnDue : isForAll || subjects.includes(namespace);
      if (isDue) await cleanNamespace(run, namespace, rules);
      await report(run.counts);
    }
    if (isOwnDue) {
      const { mocks, namespaces } = await emptyTrash(db, run);
      run.counts.purged += mocks;
      run.counts.namespaces = namespaces;
    }
    await recordPurges(db, { mocks: run.counts.purged, namespaces: run.counts.namespaces });
    return run.counts;
  };
}

/** Events tell of none of it; who asks the audit trail where a mock is finds that the clean-up took it. */
async function recordPurges(db: Database, purged: { mocks: number; namespaces: number }): Promise<void> {
  if (purged.mocks === 0 && purged.namespaces === 0) return;
  const resource = { type: "trash", id: "*" };
  await recordJobChanges(db, "cleanup", [{ operation: "trash.empty", namespace: null, resource, before: purged }]);
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
        await recordJobChanges(tx, "cleanup", [
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
