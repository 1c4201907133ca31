import type { Change, JobRun } from "@understudy/domain";

/** What the audit trail and event webhooks are told of a run when it is queued: that is when it is sure to come, once. */
export function toJobChange({ id, job, trigger, subjects, queuedAt }: JobRun): Change {
  return {
    operation: "job.run",
    namespace: null,
    resource: { type: "job", id: job, name: job },
    after: { runId: id, job, trigger, subjects, queuedAt },
  };
}
