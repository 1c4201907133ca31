import { findCleanupPolicy, writeCleanupPolicy } from "@understudy/database";
import { type CleanupPolicy, describeCleanupPolicy, type Problem, validationError } from "@understudy/domain";
import { findScheduleProblem } from "@understudy/jobs";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toNamespaceChange } from "./namespace-change.ts";
import { requireNamespace } from "./require-namespace.ts";
import { authoriseIn, type ScopedNamespace } from "./scope.ts";

/** What a namespace cleans up by itself, in the words of every client. */
export async function getCleanupPolicy(
  management: Management,
  actor: Actor,
  where: ScopedNamespace,
): Promise<CleanupPolicy> {
  authoriseIn(actor, "namespace.read", where);
  await requireNamespace(management, where.namespace);
  return describeCleanupPolicy((await findCleanupPolicy(management.db, where.namespace)) ?? {});
}

/** Writes the policy whole; the worker acts by it from its next run on. Throws `validation` when its schedule is none. */
export async function setCleanupPolicy(
  management: Management,
  actor: Actor,
  { policy, ...where }: ScopedNamespace & { policy: CleanupPolicy },
): Promise<CleanupPolicy> {
  authoriseIn(actor, "namespace.write", where);
  const problems = findProblems(policy);
  if (problems.length > 0) throw validationError(problems);
  const { namespace: name } = where;
  await transact(management, async (tx) => {
    const before = await findCleanupPolicy(tx, name);
    if (!(await writeCleanupPolicy(tx, name, policy))) throw unknownNamespace(name);
    const parts = { before: { cleanupPolicy: before }, after: { cleanupPolicy: policy } };
    const change = toNamespaceChange("namespace.update", { name, ...parts });
    await recordChanges(management, { tx, author: actor }, [change]);
  });
  return describeCleanupPolicy(policy);
}

/** Clients have two names for its schedule. Empty: it has none. */
function findProblems(policy: CleanupPolicy): Problem[] {
  return (["schedule", "cleanupSchedule"] as const).flatMap((key) => {
    const schedule = policy[key];
    if (schedule == null || schedule.trim() === "") return [];
    const message = findScheduleProblem(schedule);
    return message === null ? [] : [{ path: `$.${key}`, message }];
  });
}
