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
/** All there are on one page: an installation has some hundred. */
const namespacesMax = 1_000;

/** The namespaces of the installation, for those who look after it. */
export const allNamespacesRouter = router({
  list: protectedProcedure.query(async ({ ctx }) => {
    const query = { isDeletedToo: true, offset: 0, limit: namespacesMax };
    const { namespaces, total } = await listNamespaceSummaries(ctx.management, ctx.actor, query);
    return { namespaces, total, rights: getInstallationRights(ctx.actor) };
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
