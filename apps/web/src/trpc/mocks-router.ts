import { NamespaceNameSchema } from "@understudy/domain";
import { deleteMock, getMock, listMocks } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { mocksPerPage, toMockDetail, toMockRow } from "./mock-shapes.ts";

const MockReferenceSchema = z.object({ namespace: NamespaceNameSchema, id: z.string() });

export const mocksRouter = router({
  list: protectedProcedure
    .input(
      z.object({
        namespace: NamespaceNameSchema,
        search: z.string().max(200).default(""),
        /** The first page is 1. */
        page: z.int().min(1).max(1_000_000).default(1),
      }),
    )
    .query(async ({ ctx, input: { namespace, search, page } }) => {
      const { mocks, total } = await listMocks(ctx.management, ctx.actor, {
        namespace,
        ...(search !== "" && { search }),
        offset: (page - 1) * mocksPerPage,
        limit: mocksPerPage,
      });
      return { rows: mocks.map(toMockRow), total };
    }),

  get: protectedProcedure
    .input(MockReferenceSchema)
    .query(async ({ ctx, input }) => toMockDetail(await getMock(ctx.management, ctx.actor, input))),

  delete: protectedProcedure.input(MockReferenceSchema).mutation(async ({ ctx, input }) => {
    const { notYetVisible } = await deleteMock(ctx.management, ctx.actor, input);
    return { isVisible: notYetVisible.length === 0 };
  }),
});
