import { type CleanupPolicy, type CleanupRules, type JobSchedule, toCleanupRules } from "@understudy/domain";
import { findScheduleProblem } from "@understudy/jobs";
import type { Transaction } from "./client.ts";

/** The cleanup policy of a live namespace as it was written; null: it has none. */
export async function findCleanupPolicy(tx: Transaction, namespace: string): Promise<CleanupPolicy | null> {
  const row = await tx.namespace.findFirst({
    where: { name: namespace, closedAt: null },
    select: { cleanupPolicy: true },
  });
  return row?.cleanupPolicy == null ? null : parsePolicy(row.cleanupPolicy);
}

/** Writes the policy of a live namespace; false: there is none. */
export async function writeCleanupPolicy(tx: Transaction, namespace: string, policy: CleanupPolicy): Promise<boolean> {
  const { count } = await tx.namespace.updateMany({
    where: { name: namespace, closedAt: null },
    data: { cleanupPolicy: JSON.stringify(policy) },
  });
  return count === 1;
}

/** What live namespaces clean up, of those that do so. */
export async function listCleanups(tx: Transaction): Promise<{ namespace: string; rules: CleanupRules }[]> {
  const rows = await tx.namespace.findMany({
    where: { closedAt: null, cleanupPolicy: { not: null } },
    select: { name: true, cleanupPolicy: true },
    orderBy: { name: "asc" },
  });
  return rows
    .map(({ name, cleanupPolicy }) => ({ namespace: name, rules: withSchedule(parsePolicy(cleanupPolicy ?? "{}")) }))
    .filter(({ rules }) => rules.isEnabled);
}

/** A schedule that was kept before anybody looked at it, and is none, is as if it were not there. */
function withSchedule(policy: CleanupPolicy): CleanupRules {
  const rules = toCleanupRules(policy);
  const isGood = rules.schedule !== null && findScheduleProblem(rules.schedule) === null;
  return { ...rules, schedule: isGood ? rules.schedule : null };
}

/** The schedules of namespaces that have one of their own. */
export async function listCleanupSchedules(tx: Transaction): Promise<JobSchedule[]> {
  return (await listCleanups(tx)).flatMap(({ namespace, rules: { schedule } }) =>
    schedule === null ? [] : [{ subject: namespace, schedule }],
  );
}

/** Live mocks whose `ttl` ended before this, by their ids, at most `limit`. */
export async function listExpiredMocks(tx: Transaction, query: IdleQuery): Promise<string[]> {
  const rows = await tx.mock.findMany({
    where: { namespaceName: query.namespace, closedAt: null, expireAt: { lt: query.before } },
    select: { id: true },
    take: query.limit,
  });
  return rows.map(({ id }) => id);
}

/** Live mocks that were neither called nor saved since this, by their ids, at most `limit`. */
export async function listUnusedMocks(tx: Transaction, { namespace, before, limit }: IdleQuery): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select m.id from mock m left join mock_use u on u.namespace = m.namespace and u.mock_id = m.id
    where m.namespace = ${namespace} and m.closed_at is null and m.updated_at < ${before}
      and (u.last_use_at is null or u.last_use_at < ${before})
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

interface IdleQuery {
  namespace: string;
  before: Date;
  limit: number;
}

/** Forgets calls that nothing matched and that did not come again since this, at most `limit`. Returns how many there were. */
export async function removeUndefinedRequests(tx: Transaction, query: IdleQuery): Promise<number> {
  const { namespace, before, limit } = query;
  return tx.$executeRaw`
    delete from undefined_request u using (
      select id from undefined_request where namespace = ${namespace} and last_seen_at < ${before} limit ${limit}) old
    where u.namespace = ${namespace} and u.id = old.id`;
}

/** We wrote it ourselves from a parsed policy, so it is not checked again. */
function parsePolicy(text: string): CleanupPolicy {
  return JSON.parse(text) as CleanupPolicy;
}
