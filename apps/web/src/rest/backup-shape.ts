import { z } from "@hono/zod-openapi";
import { type Backup, type BackupConfigInput, type BackupRestore, backupStatuses } from "@understudy/domain";
import type { BackupConfigView } from "@understudy/management";
import { toSeconds } from "./mock-shape.ts";

const seconds = z.int().describe("Unix seconds");

export const WireConfigSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    schedule: z.string().nullable().describe("Five fields of cron, UTC; null: only when somebody asks"),
    retention: z.int().nullable().describe("Days; null: until somebody deletes them"),
    enabled: z.boolean(),
    namespace: z.string().nullable().describe("Null: the whole installation"),
    nextRunAt: seconds.nullable().describe("Unix seconds; null: it is not due by itself"),
    createdAt: seconds,
    updatedAt: seconds,
  })
  .openapi("BackupConfig");

export function toWireConfig(config: BackupConfigView): z.infer<typeof WireConfigSchema> {
  const { createdAt, updatedAt, nextRunAt, ...rest } = config;
  const { id, name, schedule, retention, enabled, namespace } = rest satisfies BackupConfigInput & { id: string };
  return {
    ...{ id, name, schedule, retention, enabled, namespace },
    nextRunAt: nextRunAt && toSeconds(nextRunAt),
    createdAt: toSeconds(createdAt),
    updatedAt: toSeconds(updatedAt),
  };
}

const StatusSchema = z.enum(backupStatuses);
const ProgressSchema = z.object({
  rowsDone: z.int(),
  rowsTotal: z.int().nullable().describe("Null: not counted yet"),
});

export const WireBackupSchema = z
  .object({
    id: z.string(),
    configId: z.string().nullable(),
    namespace: z.string().nullable().describe("Null: the whole installation"),
    status: StatusSchema,
    reason: z.string().nullable().describe("Why it failed"),
    uploaded: z.boolean().describe("It was made elsewhere"),
    size: z.int().nullable().describe("Bytes"),
    checksum: z.string().nullable().describe("SHA-256 of the file"),
    secretKeyFingerprint: z.string().nullable().describe("Of the SECRET_KEY that opens the secrets in it"),
    progress: ProgressSchema,
    createdAt: seconds,
    finishedAt: seconds.nullable(),
  })
  .openapi("Backup");

export function toWireBackup({ isUploaded, createdAt, finishedAt, ...rest }: Backup): z.infer<typeof WireBackupSchema> {
  return {
    ...rest,
    uploaded: isUploaded,
    createdAt: toSeconds(createdAt),
    finishedAt: finishedAt && toSeconds(finishedAt),
  };
}

const PlanSchema = z.object({
  madeAt: z.string().describe("When everything was as it is in the file"),
  namespace: z.string().nullable(),
  isResealed: z.boolean().describe("It was made with another SECRET_KEY: its secrets are sealed anew"),
  kinds: z.array(
    z.object({
      kind: z.string(),
      inFile: z.int(),
      existing: z.int(),
      staysRevoked: z.int().describe("Of those in the file, access that was taken away since"),
    }),
  ),
  cancelledDeliveries: z.int(),
  namespacesToTrash: z.array(z.string()),
  mocksToTrash: z.int(),
});

export const WireRestoreSchema = z
  .object({
    id: z.string(),
    backupId: z.string(),
    namespace: z.string().nullable(),
    dryRun: z.boolean(),
    status: StatusSchema,
    reason: z.string().nullable(),
    progress: ProgressSchema,
    plan: PlanSchema.nullable().describe("What it replaces, or would"),
    createdAt: seconds,
    finishedAt: seconds.nullable(),
  })
  .openapi("BackupRestore");

export function toWireRestore(restore: BackupRestore): z.infer<typeof WireRestoreSchema> {
  const { isDryRun, createdAt, finishedAt, ...rest } = restore;
  return {
    ...rest,
    dryRun: isDryRun,
    createdAt: toSeconds(createdAt),
    finishedAt: finishedAt && toSeconds(finishedAt),
  };
}
