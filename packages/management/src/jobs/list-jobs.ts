import { listJobRuns as findRuns, listLastJobRuns, type ListPage } from "@understudy/database";
import { AppError, type JobRun, type JobSchedule } from "@understudy/domain";
import { findNextSlot, isJobName, type JobDefinition, jobDefinitions, type JobName, jobNames } from "@understudy/jobs";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { listJobSchedules } from "./job-schedules.ts";

/** A job as people see it. */
export interface JobView extends JobDefinition {
  name: JobName;
  /** How many others say when it is due, such as namespaces. */
  otherSchedules: number;
  /** Null: it never ran, or that is forgotten. */
  lastRun: JobRun | null;
  /** Null: no schedule says that it is due. */
  nextRunAt: Date | null;
}

/** The jobs of the installation. */
export async function listJobs({ db }: Management, actor: Actor): Promise<JobView[]> {
  authoriseInstallation(actor, "installation.read");
  const lastRuns = new Map((await listLastJobRuns(db)).map((run) => [run.job, run]));
  const now = new Date();
  return Promise.all(
    jobNames.map(async (name) => {
      const schedules = await listJobSchedules(db, name);
      return {
        ...jobDefinitions[name],
        name,
        otherSchedules: schedules.filter(({ subject }) => subject !== "").length,
        lastRun: lastRuns.get(name) ?? null,
        nextRunAt: findNext(schedules, now),
      };
    }),
  );
}

/** What became of a job, the newest run first. `next`: behind which the next page begins. */
export async function listJobRuns(
  { db }: Management,
  actor: Actor,
  { name, ...page }: { name: string } & ListPage<string>,
): Promise<{ runs: JobRun[]; total: number; next: string | null }> {
  authoriseInstallation(actor, "installation.read");
  return findRuns(db, { job: requireJobName(name), ...page });
}

/** Throws `not_found` when there is no such job. */
export function requireJobName(name: string): JobName {
  if (isJobName(name)) return name;
  throw new AppError("not_found", `there is no job ${JSON.stringify(name)}; there are ${jobNames.join(", ")}`);
}

function findNext(schedules: readonly JobSchedule[], now: Date): Date | null {
  const distinct = new Set(schedules.map(({ schedule }) => schedule));
  const slots = [...distinct].flatMap((schedule) => findNextSlot(schedule, now) ?? []);
  return slots.length === 0 ? null : new Date(Math.min(...slots.map((slot) => slot.getTime())));
}
