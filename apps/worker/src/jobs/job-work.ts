import type { JobCounts } from "@understudy/domain";

/** What a job is given for a run. */
export interface JobRunContext {
  /** Whose schedules were due, the empty text for the job's own. Empty: it is for everything. */
  subjects: readonly string[];
  now: Date;
  /** Whether to come to an end, with what there is to do left to the next run. Asked between small steps. */
  isStopped: () => boolean;
  /** Says what is done so far, for whoever looks. */
  report: (counts: JobCounts) => Promise<void>;
}

/** Does a run of a job; safe to do twice, because a worker may die over it. Returns what was done. What it throws ends the run as failed. */
export type JobWork = (run: JobRunContext) => Promise<JobCounts>;
