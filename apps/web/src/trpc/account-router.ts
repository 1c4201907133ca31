import { PasswordChangeSchema, SetPasswordSchema } from "@understudy/domain";
import {
  changePassword,
  endOtherSessions,
  endSession,
  getAccount,
  listSessions,
  replaceGivenPassword,
} from "@understudy/management";
import { z } from "zod";
import { givenPasswordProcedure, protectedProcedure, router } from "./init.ts";

/** The account of whoever is signed in. */
export const accountRouter = router({
  get: protectedProcedure.query(async ({ ctx }) => {
    const { user, namespaces } = await getAccount(ctx.management, ctx.actor);
    return { login: user.login, email: user.email, systemRole: user.systemRole, namespaces };
  }),

  changePassword: protectedProcedure
    .input(PasswordChangeSchema)
    .mutation(({ ctx, input: { current_password: current, new_password: wanted } }) =>
      changePassword(ctx.management, ctx.actor, { current, wanted }),
    ),

  replaceGivenPassword: givenPasswordProcedure
    .input(SetPasswordSchema.pick({ new_password: true }))
    .mutation(({ ctx, input }) => replaceGivenPassword(ctx.management, ctx.actor, input.new_password)),

  sessions: protectedProcedure.query(({ ctx }) => listSessions(ctx.management, ctx.actor)),

  /** `id` null: all but the one that asks. Answers how many. */
  endSession: protectedProcedure
    .input(z.object({ id: z.string().max(100).nullable() }))
    .mutation(async ({ ctx, input: { id } }) => {
      if (id === null) return { ended: await endOtherSessions(ctx.management, ctx.actor) };
      await endSession(ctx.management, ctx.actor, id);
      return { ended: 1 };
    }),
});
