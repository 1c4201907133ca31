import type { BackupConfig, BackupConfigInput } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import type { BackupConfigModel } from "../generated/models.ts";

/** More than anybody needs; a list is one page. */
export const backupConfigsMax = 100;

export async function listBackupConfigs(tx: Transaction): Promise<BackupConfig[]> {
  const rows = await tx.backupConfig.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], take: backupConfigsMax });
  return rows.map(toConfig);
}

export async function findBackupConfig(tx: Transaction, id: string): Promise<BackupConfig | null> {
  const row = await tx.backupConfig.findUnique({ where: { id } });
  return row && toConfig(row);
}

export async function createBackupConfig(tx: Transaction, input: BackupConfigInput): Promise<BackupConfig> {
  return toConfig(await tx.backupConfig.create({ data: toColumns(input) }));
}

export async function updateBackupConfig(tx: Transaction, id: string, input: BackupConfigInput): Promise<BackupConfig> {
  return toConfig(
    await tx.backupConfig.update({ where: { id }, data: { ...toColumns(input), updatedAt: new Date() } }),
  );
}

/** Its backups stay. */
export async function deleteBackupConfig(tx: Transaction, id: string): Promise<void> {
  await tx.backupConfig.deleteMany({ where: { id } });
}

/** What makes backups by itself: ids and schedules (cron, UTC) of the configs that are switched on. */
export async function listBackupSchedules(tx: Transaction): Promise<{ id: string; schedule: string }[]> {
  const rows = await tx.backupConfig.findMany({
    where: { enabled: true, schedule: { not: null } },
    orderBy: { id: "asc" },
    take: backupConfigsMax,
  });
  return rows.flatMap(({ id, schedule }) => (schedule === null ? [] : [{ id, schedule }]));
}

function toColumns({ namespace: ofNamespace, retention: retentionDays, name, schedule, enabled }: BackupConfigInput) {
  return { name, schedule, enabled, retentionDays, ofNamespace };
}

function toConfig({ ofNamespace, retentionDays, ...row }: BackupConfigModel): BackupConfig {
  return { ...row, namespace: ofNamespace, retention: retentionDays };
}
