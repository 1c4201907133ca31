import { CreateApiTokenSchema } from "@understudy/domain";
import { createApiToken, listApiTokens, revokeApiToken } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { tokensShownMax, toTokenRow } from "./token-shapes.ts";

/** The API tokens of whoever is signed in. */
export const tokensRouter = router({
  list: protectedProcedure.query(async ({ ctx }) => {
    const page = { isOfAll: false, offset: 0, limit: tokensShownMax };
    const { tokens, total } = await listApiTokens(ctx.management, ctx.actor, page);
    return { rows: tokens.map(toTokenRow), total };
  }),

  /** `token` is the value, which is shown this once. */
  create: protectedProcedure.input(CreateApiTokenSchema).mutation(async ({ ctx, input }) => {
    const { token, info } = await createApiToken(ctx.management, ctx.actor, input);
    return { token, row: toTokenRow(info) };
  }),

  revoke: protectedProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => revokeApiToken(ctx.management, ctx.actor, input.id)),
});
