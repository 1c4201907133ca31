import { NamespaceNameSchema } from "@understudy/domain";
import {
  createNamespace,
  deleteNamespace,
  getInstallationRights,
  listNamespaceSummaries,
  restoreNamespace,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const NamedSchema = z.object({ namespace: NamespaceNameSchema });
const namespacesPerPage = 100;

/** The namespaces of the installation, for those who look after it. */
export const allNamespacesRouter = router({
  list: protectedProcedure
    .input(
      z
        .object({ search: z.string().max(200).default(""), cursor: z.string().max(200).nullish() })
        .default({ search: "" }),
    )
    .query(async ({ ctx, input: { search, cursor } }) => {
      const query = { isDeletedToo: true, search, after: cursor ?? undefined, limit: namespacesPerPage };
      const { namespaces, total, next } = await listNamespaceSummaries(ctx.management, ctx.actor, query);
      return { namespaces, total, next, rights: getInstallationRights(ctx.actor) };
    }),

  create: protectedProcedure.input(NamedSchema).mutation(async ({ ctx, input }) => {
    const { name } = await createNamespace(ctx.management, ctx.actor, input.namespace);
    return { name };
  }),

  delete: protectedProcedure
    .input(NamedSchema)
    .mutation(({ ctx, input }) =>
      deleteNamespace(ctx.management, ctx.actor, { ...input, scope: "installation" as const }),
    ),

  restore: protectedProcedure
    .input(NamedSchema)
    .mutation(({ ctx, input }) => restoreNamespace(ctx.management, ctx.actor, input.namespace)),
});
