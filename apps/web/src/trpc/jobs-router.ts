import { getInstallationRights, listJobRuns, listJobs, previewSchedule, runJob } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const NameSchema = z.object({ name: z.string().max(100) });
/** Runs that the history shows; the rest is a matter for the API. */
const runsShown = 50;

/** Jobs of the installation, for those who look after it. */
export const jobsRouter = router({
  list: protectedProcedure.query(async ({ ctx }) => ({
    jobs: await listJobs(ctx.management, ctx.actor),
    mayRun: getInstallationRights(ctx.actor).runJobs,
  })),

  runs: protectedProcedure
    .input(NameSchema)
    .query(({ ctx, input }) => listJobRuns(ctx.management, ctx.actor, { ...input, offset: 0, limit: runsShown })),

  run: protectedProcedure.input(NameSchema).mutation(({ ctx, input }) => runJob(ctx.management, ctx.actor, input.name)),

  /** What a schedule means that somebody is typing. */
  previewSchedule: protectedProcedure
    .input(z.object({ schedule: z.string().max(200) }))
    .query(({ input }) => previewSchedule(input.schedule, new Date())),
});
