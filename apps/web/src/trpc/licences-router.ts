import { LicenceActivationSchema, LicenceChangeSchema } from "@understudy/domain";
import {
  activateLicence,
  changeLicence,
  deleteLicence,
  getLicenceRights,
  getLicenceStanding,
  getLicenceUsage,
  listLicences,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const OneSchema = z.object({ id: z.string().max(100) });

/** Licences of the installation, for those who look after it. */
export const licencesRouter = router({
  overview: protectedProcedure.query(async ({ ctx: { management, actor } }) => {
    const [standing, usage, licences] = await Promise.all([
      getLicenceStanding(management, actor),
      getLicenceUsage(management, actor),
      listLicences(management, actor),
    ]);
    return { standing, usage, licences, mayChange: getLicenceRights(actor).change };
  }),

  activate: protectedProcedure
    .input(LicenceActivationSchema)
    .mutation(({ ctx, input }) => activateLicence(ctx.management, ctx.actor, input.key)),

  change: protectedProcedure
    .input(OneSchema.extend({ change: LicenceChangeSchema }))
    .mutation(({ ctx, input }) => changeLicence(ctx.management, ctx.actor, input)),

  delete: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => deleteLicence(ctx.management, ctx.actor, input.id)),
});
