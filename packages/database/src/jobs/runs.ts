import type { JobCounts, JobRun, JobTrigger } from "@understudy/domain";
import { runJobKey, runJobTask } from "@understudy/jobs";
import type { Transaction } from "../client.ts";
import { heldLockOf } from "../deliveries/recover.ts";
import { enqueueJob } from "../enqueue-job.ts";
import { cutPage, type ListPage } from "../list-page.ts";

/** Runs of one job that are kept, the newest. */
const keptRuns = 200;

/** Queues a run of a job, for a worker to do; null: one is queued or under way already. */
export async function queueJobRun(
  tx: Transaction,
  { job, trigger, startedBy, subjects }: Pick<JobRun, "job" | "startedBy" | "subjects"> & { trigger: JobTrigger },
): Promise<JobRun | null> {
  const row = { job, isScheduled: trigger === "scheduled", startedBy, subjects: [...subjects] };
  const [made] = await tx.jobRun.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true } });
  if (made === undefined) return null;
  await enqueueJob(tx, { task: runJobTask, payload: { runId: made.id }, key: runJobKey(made.id) });
  return findJobRun(tx, made.id);
}

/** A worker begins a run, by its lock key, or begins it again after another one died; null: the run has ended. */
export async function startJobRun(tx: Transaction, id: string, owner: number | null): Promise<JobRun | null> {
  const count = await tx.$executeRaw`
    update job_run set state = 'running', starts = starts + 1, owner = ${owner}::int, started_at = coalesce(started_at, now())
    where id = ${id}::uuid and finished_at is null`;
  return count === 0 ? null : findJobRun(tx, id);
}

/** Says what a run has done so far. */
export async function reportJobRun(tx: Transaction, id: string, counts: JobCounts): Promise<void> {
  await tx.jobRun.updateMany({ where: { id, finishedAt: null }, data: { counts: JSON.stringify(counts) } });
}

/** Ends a run, and forgets the oldest of its job. `error` null: it succeeded. `counts` absent: as they were reported. */
export async function finishJobRun(
  tx: Transaction,
  { id, job, error, counts }: { id: string; job: string; error: string | null; counts?: JobCounts },
): Promise<void> {
  await tx.jobRun.updateMany({
    where: { id, finishedAt: null },
    data: {
      state: error === null ? "succeeded" : "failed",
      finishedAt: new Date(),
      owner: null,
      error,
      ...(counts && { counts: JSON.stringify(counts) }),
    },
  });
  await tx.$executeRaw`
    delete from job_run where job = ${job} and finished_at is not null and id <= (
      select id from job_run where job = ${job} order by id desc offset ${keptRuns}::int limit 1)`;
}

/** Ends runs that no job of the queue belongs to any more, such as those that came with a restored database. Returns how many. */
export async function failLostJobRuns(tx: Transaction): Promise<number> {
  return tx.$executeRaw`
    update job_run r set state = 'failed', finished_at = now(), owner = null,
      error = 'nothing works on it any more: what was queued for it is gone'
    where finished_at is null and not exists (
      select from graphile_worker.jobs j
      where j.key = ${`${runJobTask}:`} || r.id and (j.attempts < j.max_attempts or j.locked_at is not null))`;
}

async function findJobRun(tx: Transaction, id: string): Promise<JobRun | null> {
  const rows = await tx.$queryRawUnsafe<Row[]>(`${select} where r.id = $1::uuid`, id);
  return rows[0] === undefined ? null : toJobRun(rows[0]);
}

/** A page of a job's runs that are kept, the newest first; `after` is the id of one. */
export async function listJobRuns(
  tx: Transaction,
  { job, offset = 0, after, limit }: { job: string } & ListPage<string>,
): Promise<{ runs: JobRun[]; total: number; next: string | null }> {
  const rows = await tx.$queryRawUnsafe<Row[]>(
    `${select} where r.job = $1 and ($2::uuid is null or r.id < $2::uuid) order by r.id desc offset $3::int limit $4::int`,
    ...[job, after ?? null, offset, limit + 1],
  );
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  return { runs: page.map(toJobRun), total: await tx.jobRun.count({ where: { job } }), next };
}

/** The last run of each job that ever ran. */
export async function listLastJobRuns(tx: Transaction): Promise<JobRun[]> {
  const rows = await tx.$queryRawUnsafe<Row[]>(
    `${select} where r.id in (select distinct on (job) id from job_run order by job, id desc)`,
  );
  return rows.map(toJobRun);
}

interface Row extends Pick<JobRun, "id" | "job" | "state" | "startedBy" | "queuedAt" | "startedAt" | "finishedAt"> {
  isScheduled: boolean;
  subjects: string[];
  starts: number;
  error: string | null;
  counts: string;
}

/** One whose worker lives no longer is not running, whatever was written last. */
const select = `
  select r.id, r.job, r.is_scheduled as "isScheduled", r.started_by as "startedBy", r.subjects, r.queued_at as "queuedAt",
    r.started_at as "startedAt", r.finished_at as "finishedAt", r.starts, r.error, r.counts,
    case when r.state = 'running' and not exists (${heldLockOf("r.owner")}) then 'interrupted' else r.state::text end as state
  from job_run r`;

function toJobRun({ isScheduled, counts, ...row }: Row): JobRun {
  return { ...row, trigger: isScheduled ? "scheduled" : "manual", counts: JSON.parse(counts) as JobCounts };
}
