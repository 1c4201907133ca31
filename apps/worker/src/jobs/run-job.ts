import { type Database, finishJobRun, reportJobRun, startJobRun } from "@understudy/database";
import type { JobCounts, JobRun } from "@understudy/domain";
import { isJobName, type JobName, RunJobSchema } from "@understudy/jobs";
import { failpoint, type Logger } from "@understudy/runtime";
import type { JobWork } from "./job-work.ts";

export interface RunJobOptions {
  db: Database;
  log: Logger;
  /** What each job does. */
  work: Record<JobName, JobWork>;
  /** The lock key by which this worker is known to live; null: it has lost its lock. */
  owner: () => number | null;
  /** Longest time of a run, milliseconds: what it leaves is for the next one. */
  runMsMax: number;
}

/** So often a worker may die over a run before nobody begins it again. */
const startsMax = 5;
const reportIntervalMs = 1_000;

/** Makes the task that does one run of a job. Aborted, it throws, so that the queue hands the run to another worker. */
export function createRunJob(options: RunJobOptions): (payload: unknown, aborted: AbortSignal) => Promise<void> {
  return async (payload, aborted) => {
    const run = await startJobRun(options.db, RunJobSchema.parse(payload).runId, options.owner());
    if (run === null) return;
    failpoint("in-job");
    const { result, isAborted } = await attempt(run, options, aborted);
    if (isAborted) throw new Error(`this worker stops in the middle of the job ${run.job}; another one goes on`);
    await finishJobRun(options.db, { ...result, id: run.id, job: run.job });
    const line = { event: "job.finished", job: run.job, runId: run.id, trigger: run.trigger, starts: run.starts };
    const level = result.error === null ? "info" : "error";
    options.log[level]({ ...line, ...result }, "A job has finished");
  };
}

interface Attempted {
  result: { error: string | null; counts?: JobCounts };
  isAborted: boolean;
}

async function attempt(run: JobRun, options: RunJobOptions, aborted: AbortSignal): Promise<Attempted> {
  const fail = (error: string, isAborted = false): Attempted => ({ result: { error }, isAborted });
  if (!isJobName(run.job)) return fail("this version knows no such job");
  if (run.starts > startsMax) return fail(`${startsMax} workers died over it`);
  const deadline = performance.now() + options.runMsMax;
  let isCut = false;
  const isStopped = (): boolean => {
    isCut ||= aborted.aborted || performance.now() > deadline;
    return isCut;
  };
  try {
    const report = createReport(options.db, run.id);
    const counts = await options.work[run.job]({ subjects: run.subjects, now: new Date(), isStopped, report });
    const isAborted = isCut && aborted.aborted;
    return { result: { error: null, counts: isCut ? { ...counts, unfinished: 1 } : counts }, isAborted };
  } catch (error) {
    options.log.error({ event: "job.failed", job: run.job, runId: run.id, err: error }, "A job has failed");
    return fail(error instanceof Error ? error.message : String(error), aborted.aborted);
  }
}

/** Writes at most once a second. */
function createReport(db: Database, runId: string): (counts: JobCounts) => Promise<void> {
  let notBefore = performance.now() + reportIntervalMs;
  return async (counts) => {
    if (performance.now() < notBefore) return;
    notBefore = performance.now() + reportIntervalMs;
    await reportJobRun(db, runId, counts);
  };
}
