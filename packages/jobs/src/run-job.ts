import { z } from "zod";

/** The task that does one run of a job. What it does and for whom stands in the run's row. */
export const runJobTask = "run_job";

export const RunJobSchema = z.object({ runId: z.uuid() });

/** The key of the queue's job that belongs to a run. */
export function runJobKey(runId: string): string {
  return `${runJobTask}:${runId}`;
}
