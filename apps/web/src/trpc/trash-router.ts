import { NamespaceNameSchema } from "@understudy/domain";
import { getNamespaceRights, getTrashSettings, listTrash, purgeTrash, restoreTrashGroup } from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const GroupSchema = z.object({ namespace: NamespaceNameSchema, groupId: z.uuid() });
const itemsPerPage = 100;

/** What was deleted in a namespace and can come back. */
export const trashRouter = router({
  list: protectedProcedure.input(z.object({ namespace: NamespaceNameSchema })).query(async ({ ctx, input }) => {
    const { management, actor } = ctx;
    const query = { place: input, filter: input, offset: 0, limit: itemsPerPage };
    const [{ items, total }, settings] = await Promise.all([
      listTrash(management, actor, query),
      getTrashSettings(management, actor, input),
    ]);
    return { items, total, settings, mayChange: getNamespaceRights(actor, input.namespace).changeTrash };
  }),

  restore: protectedProcedure.input(GroupSchema).mutation(async ({ ctx, input }) => {
    const { restored } = await restoreTrashGroup(ctx.management, ctx.actor, input);
    return { restored };
  }),

  purge: protectedProcedure.input(GroupSchema).mutation(async ({ ctx, input: { namespace, groupId } }) => {
    const { done } = await purgeTrash(ctx.management, ctx.actor, { namespace, groupIds: [groupId] });
    return { isPurged: done.length > 0 };
  }),
});
