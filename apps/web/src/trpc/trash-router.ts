import { NamespaceNameSchema, TrashSettingsChangeSchema } from "@understudy/domain";
import {
  getInstallationRights,
  getNamespaceRights,
  getTrashSettings,
  listTrash,
  purgeTrash,
  restoreTrashGroup,
  setTrashSettings,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { TrashPositionSchema } from "./list-positions.ts";

const GroupSchema = z.object({ namespace: NamespaceNameSchema, groupId: z.uuid() });
const PlaceSchema = z.object({ namespace: NamespaceNameSchema.nullable() });
const itemsPerPage = 100;

/** What was deleted in a namespace and can come back. */
export const trashRouter = router({
  list: protectedProcedure
    .input(z.object({ namespace: NamespaceNameSchema, cursor: TrashPositionSchema.nullish() }))
    .query(async ({ ctx, input: { namespace, cursor } }) => {
      const { management, actor } = ctx;
      const place = { namespace };
      const [{ items, total, next }, settings] = await Promise.all([
        listTrash(management, actor, { place, filter: place, after: cursor ?? undefined, limit: itemsPerPage }),
        getTrashSettings(management, actor, place),
      ]);
      return { items, total, next, settings, mayChange: getNamespaceRights(actor, namespace).changeTrash };
    }),

  /** Of a namespace, or (null) of the installation. */
  settings: protectedProcedure.input(PlaceSchema).query(async ({ ctx: { management, actor }, input }) => ({
    settings: await getTrashSettings(management, actor, input),
    mayChange:
      input.namespace === null
        ? getInstallationRights(actor).changeTrash
        : getNamespaceRights(actor, input.namespace).change,
  })),

  setSettings: protectedProcedure
    .input(
      PlaceSchema.extend({
        days: TrashSettingsChangeSchema.shape.retention_days,
        isEnabled: TrashSettingsChangeSchema.shape.enabled,
      }),
    )
    .mutation(({ ctx, input }) => setTrashSettings(ctx.management, ctx.actor, input)),

  restore: protectedProcedure.input(GroupSchema).mutation(async ({ ctx, input }) => {
    const { restored } = await restoreTrashGroup(ctx.management, ctx.actor, input);
    return { restored };
  }),

  purge: protectedProcedure.input(GroupSchema).mutation(async ({ ctx, input: { namespace, groupId } }) => {
    const { done } = await purgeTrash(ctx.management, ctx.actor, { namespace, groupIds: [groupId] });
    return { isPurged: done.length > 0 };
  }),
});
