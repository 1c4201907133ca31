import { findNextSlot, findScheduleProblem } from "@understudy/jobs";

/** When a schedule would be due next, or what is wrong with it. */
export function previewSchedule(schedule: string, now: Date): { problem: string | null; nextRunAt: Date | null } {
  const problem = findScheduleProblem(schedule);
  return { problem, nextRunAt: problem === null ? findNextSlot(schedule, now) : null };
}
