import {
  findPreviousKeyFingerprint,
  listBackupSchedules,
  listCleanupSchedules,
  type Transaction,
} from "@understudy/database";
import type { JobSchedule } from "@understudy/domain";
import { jobDefinitions, type JobName } from "@understudy/jobs";

/** Who has schedules that start a job, besides its own: a row a source. */
const sources: Partial<Record<JobName, (tx: Transaction) => Promise<JobSchedule[]>>> = {
  backup: async (tx) => (await listBackupSchedules(tx)).map(({ id, schedule }) => ({ subject: id, schedule })),
  cleanup: listCleanupSchedules,
  "re-encryption": listReencryptionSchedules,
};

/** All schedules that start a job. */
export async function listJobSchedules(tx: Transaction, job: JobName): Promise<JobSchedule[]> {
  const { schedule } = jobDefinitions[job];
  const others = (await sources[job]?.(tx)) ?? [];
  return schedule === null ? others : [{ subject: "", schedule }, ...others];
}

/** While something may be sealed with an earlier key: at once, and again until a run finds nothing more. */
async function listReencryptionSchedules(tx: Transaction): Promise<JobSchedule[]> {
  const isPending = (await findPreviousKeyFingerprint(tx)) !== null;
  return isPending ? [{ subject: "", schedule: "*/10 * * * *", since: new Date(0) }] : [];
}
