import { failLostJobRuns, findDueSchedules, queueJobRun, takeSlots } from "@understudy/database";
import { type JobName, jobNames } from "@understudy/jobs";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { toJobChange } from "./job-change.ts";
import { transact } from "../transact.ts";
import { listJobSchedules } from "./job-schedules.ts";

/** What a worker has of it. */
type Clock = Pick<Management, "db" | "sealing" | "guard" | "writeTurns">;

/**
 * Queues the jobs that schedules say are due: each slot once, whoever asks and how many; of those that were missed, the last one. While a
 * run of a job is under way its slots stay due. Returns what was queued.
 */
export async function runSchedules(management: Clock, now: Date): Promise<JobName[]> {
  await failLostJobRuns(management.db);
  const queued: JobName[] = [];
  for (const job of jobNames) {
    if (await startDue(management, job, now)) queued.push(job);
  }
  return queued;
}

function startDue(management: Clock, job: JobName, now: Date): Promise<boolean> {
  return transact(management, async (tx) => {
    const due = await findDueSchedules(tx, { job, schedules: await listJobSchedules(tx, job), now });
    if (due.length === 0) return false;
    const subjects = due.map(({ subject }) => subject);
    const run = await queueJobRun(tx, { job, trigger: "scheduled", startedBy: null, subjects });
    if (run === null) return false;
    await takeSlots(tx, job, due);
    await recordChanges(management, { tx, author: { job } }, [toJobChange(run)]);
    return true;
  });
}
