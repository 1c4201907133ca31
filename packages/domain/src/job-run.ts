/** What a run of a job is at. `interrupted`: the worker that did it has died; another one begins it again. */
export const jobRunStates = ["queued", "running", "interrupted", "succeeded", "failed"] as const;
export type JobRunState = (typeof jobRunStates)[number];

export const jobTriggers = ["scheduled", "manual"] as const;
export type JobTrigger = (typeof jobTriggers)[number];

/** What a run has done, in numbers by name, such as `purged`. */
export type JobCounts = Readonly<Record<string, number>>;

/** One run of a job. */
export interface JobRun {
  id: string;
  job: string;
  state: JobRunState;
  trigger: JobTrigger;
  /** Login of who started it; null: a schedule did. */
  startedBy: string | null;
  /** Whose schedules were due: namespaces or configurations, the empty text for the job's own. Empty: it is for everything. */
  subjects: readonly string[];
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** How often a worker began it. */
  starts: number;
  /** Why it failed, in words; null: it did not. */
  error: string | null;
  /** So far. */
  counts: JobCounts;
}

/** A schedule that starts a job. */
export interface JobSchedule {
  /** Whose it is, as in `JobRun.subjects`. */
  subject: string;
  /** A crontab's five fields, in UTC. */
  schedule: string;
  /** What was due before is not made up for. Default: the moment in which it is first seen. */
  since?: Date;
}
