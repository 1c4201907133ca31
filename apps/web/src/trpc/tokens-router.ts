import { CreateApiTokenSchema } from "@understudy/domain";
import { createApiToken, listApiTokens, revokeApiToken } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { MomentPositionSchema } from "./list-positions.ts";
import { toTokenRow } from "./token-shapes.ts";

const tokensPerPage = 50;

/** The API tokens of whoever is signed in. */
export const tokensRouter = router({
  list: protectedProcedure
    .input(z.object({ cursor: MomentPositionSchema.nullish() }).default({}))
    .query(async ({ ctx, input }) => {
      const page = { isOfAll: false, after: input.cursor ?? undefined, limit: tokensPerPage };
      const { tokens, total, next } = await listApiTokens(ctx.management, ctx.actor, page);
      return { rows: tokens.map(toTokenRow), total, next };
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
