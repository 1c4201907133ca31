import { queueJobRun } from "@understudy/database";
import { AppError, type JobRun } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toJobChange } from "./job-change.ts";
import { requireJobName } from "./list-jobs.ts";

/** Starts a job now, for everything that it is for. Throws `conflict` while a run of it is queued or under way. */
export async function runJob(management: Management, actor: Actor, name: string): Promise<JobRun> {
  authoriseInstallation(actor, "installation.write");
  const job = requireJobName(name);
  return transact(management, async (tx) => {
    const run = await queueJobRun(tx, { job, trigger: "manual", startedBy: actor.login, subjects: [] });
    if (run === null) throw new AppError("conflict", `a run of ${job} is queued or under way already`);
    await recordChanges(management, { tx, author: actor }, [toJobChange(run)]);
    return run;
  });
}
