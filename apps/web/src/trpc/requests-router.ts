import { AppError, NamespaceNameSchema } from "@understudy/domain";
import { getTimeline, listRequests } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { requestsPerPage, toRequestDetail, toRequestRow } from "./request-shapes.ts";

/** Empty filters are none. */
const ListSchema = z.object({
  namespace: NamespaceNameSchema,
  /** Whether a mock answered; null: both. */
  isMatched: z.boolean().nullable().default(null),
  mockId: z.string().max(200).default(""),
  /** A part of it. */
  path: z.string().max(2_000).default(""),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(100).nullish(),
});

export const requestsRouter = router({
  list: protectedProcedure.input(ListSchema).query(async ({ ctx, input }) => {
    const { requests, nextCursor } = await listRequests(ctx.management, ctx.actor, {
      namespace: input.namespace,
      isMatched: input.isMatched ?? undefined,
      mockId: input.mockId === "" ? undefined : input.mockId,
      path: input.path === "" ? undefined : input.path,
      cursor: input.cursor ?? undefined,
      limit: requestsPerPage,
    });
    return { rows: requests.map(toRequestRow), nextCursor };
  }),

  get: protectedProcedure
    .input(z.object({ namespace: NamespaceNameSchema, id: z.string().max(200) }))
    .query(async ({ ctx, input: { namespace, id } }) => {
      const timeline = await getTimeline(ctx.management, ctx.actor, id);
      // The page of a namespace shows nothing of another one.
      if (timeline.request.namespace !== namespace) throw new AppError("not_found", `there is no request ${id}`);
      return toRequestDetail(timeline);
    }),
});
