import type { JobSchedule } from "@understudy/domain";
import { findLastSlot } from "@understudy/jobs";
import type { Transaction } from "../client.ts";

/** A schedule that is due, and the slot for which it is. */
export interface DueSchedule {
  subject: string;
  slot: Date;
}

/**
 * Which of a job's schedules are due and not started yet: of slots that were missed, the last one only. Held to the end of the
 * transaction, so that of several who ask at once one is told so if it then takes them. A schedule that is new, or has changed, counts
 * from now on.
 */
export async function findDueSchedules(
  tx: Transaction,
  { job, schedules, now }: { job: string; schedules: readonly JobSchedule[]; now: Date },
): Promise<DueSchedule[]> {
  await tx.jobSlot.deleteMany({ where: { job, subject: { notIn: schedules.map(({ subject }) => subject) } } });
  if (schedules.length === 0) return [];
  const columns = [
    schedules.map(({ subject }) => subject),
    schedules.map(({ schedule }) => schedule),
    schedules.map(({ since }) => (since ?? now).toISOString()),
  ];
  await tx.$executeRaw`
    insert into job_slot as known (job, subject, schedule, last_slot)
    select ${job}, subject, schedule, since
    from unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::timestamptz[]) as s(subject, schedule, since)
    order by subject
    on conflict (job, subject) do update set schedule = excluded.schedule, last_slot = excluded.last_slot
      where known.schedule <> excluded.schedule`;
  const rows = await tx.$queryRaw<{ subject: string; schedule: string; last_slot: Date }[]>`
    select subject, schedule, last_slot from job_slot where job = ${job} order by subject for update`;
  const slots = new Map<string, Date | null>();
  return rows.flatMap(({ subject, schedule, last_slot: lastSlot }) => {
    if (!slots.has(schedule)) slots.set(schedule, findLastSlot(schedule, now));
    const slot = slots.get(schedule);
    return slot != null && slot > lastSlot ? [{ subject, slot }] : [];
  });
}

/** Says that they are started. Part of the transaction that found them due. */
export async function takeSlots(tx: Transaction, job: string, due: readonly DueSchedule[]): Promise<void> {
  const subjects = due.map(({ subject }) => subject);
  const slots = due.map(({ slot }) => slot.toISOString());
  await tx.$executeRaw`
    update job_slot set last_slot = taken.slot
    from unnest(${subjects}::text[], ${slots}::timestamptz[]) as taken(subject, slot)
    where job_slot.job = ${job} and job_slot.subject = taken.subject`;
}
