import { BackupConfigInputSchema, SecretKeySchema } from "@understudy/domain";
import {
  createBackup,
  createBackupConfig,
  deleteBackup,
  deleteBackupConfig,
  getRestore,
  listBackupConfigs,
  listBackups,
  restoreBackup,
  updateBackupConfig,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const perPage = 25;
const OneSchema = z.object({ id: z.string().max(100) });

/** Backups of the installation: support looks at them, admins make and restore them. */
export const backupsRouter = router({
  list: protectedProcedure
    .input(z.object({ page: z.int().min(1).max(1_000_000).default(1) }))
    .query(async ({ ctx, input: { page } }) => {
      const query = { configId: null, offset: (page - 1) * perPage, limit: perPage };
      const { backups, total } = await listBackups(ctx.management, ctx.actor, query);
      return { backups, total, perPage };
    }),

  create: protectedProcedure
    .input(z.object({ configId: z.string().max(100).nullable() }))
    .mutation(({ ctx, input: { configId } }) => createBackup(ctx.management, ctx.actor, { configId, namespace: null })),

  delete: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => deleteBackup(ctx.management, ctx.actor, input.id)),

  configs: protectedProcedure.query(({ ctx }) => listBackupConfigs(ctx.management, ctx.actor)),

  createConfig: protectedProcedure
    .input(BackupConfigInputSchema)
    .mutation(({ ctx, input }) => createBackupConfig(ctx.management, ctx.actor, input)),

  updateConfig: protectedProcedure
    .input(OneSchema.extend({ config: BackupConfigInputSchema }))
    .mutation(({ ctx, input: { id, config } }) => updateBackupConfig(ctx.management, ctx.actor, { id, input: config })),

  deleteConfig: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => deleteBackupConfig(ctx.management, ctx.actor, input.id)),

  restore: protectedProcedure
    .input(
      OneSchema.extend({
        isDryRun: z.boolean(),
        secretKey: z.union([z.literal(""), SecretKeySchema]).default(""),
      }),
    )
    .mutation(({ ctx, input: { id: backupId, isDryRun, secretKey } }) => {
      const secretKeyHex = secretKey === "" ? null : secretKey;
      return restoreBackup(ctx.management, ctx.actor, { backupId, namespace: null, isDryRun, secretKeyHex });
    }),

  restoreStatus: protectedProcedure
    .input(OneSchema)
    .query(({ ctx, input }) => getRestore(ctx.management, ctx.actor, input.id)),
});
