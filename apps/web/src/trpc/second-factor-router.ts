import { ConfirmSecondFactorSchema, OwnershipProofSchema } from "@understudy/domain";
import {
  confirmSecondFactor,
  enrolSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@understudy/management";
import { protectedProcedure, router } from "./init.ts";

/** The second factor of whoever is signed in. */
export const secondFactorRouter = router({
  get: protectedProcedure.query(({ ctx }) => getSecondFactor(ctx.management, ctx.actor)),

  enrol: protectedProcedure.mutation(({ ctx }) => enrolSecondFactor(ctx.management, ctx.actor)),

  confirm: protectedProcedure
    .input(ConfirmSecondFactorSchema)
    .mutation(({ ctx, input: { code } }) => confirmSecondFactor(ctx.management, ctx.actor, { code })),

  renewRecoveryCodes: protectedProcedure
    .input(OwnershipProofSchema)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.management, ctx.actor, { proof: input })),

  remove: protectedProcedure
    .input(OwnershipProofSchema)
    .mutation(({ ctx, input }) => removeSecondFactor(ctx.management, ctx.actor, { proof: input })),
});
