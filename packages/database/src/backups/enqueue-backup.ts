import type { Backup } from "@understudy/domain";
import { backupQueue, makeBackupTask, restoreBackupTask } from "@understudy/jobs";
import type { Transaction } from "../client.ts";
import { enqueueJob } from "../enqueue-job.ts";
import { findBackupConfig } from "./backup-configs.ts";
import { createBackup, type NewBackup } from "./backups.ts";

/** Begins a backup that a worker makes. */
export async function enqueueBackup(tx: Transaction, backup: NewBackup): Promise<Backup> {
  const begun = await createBackup(tx, backup);
  await enqueueJob(tx, { task: makeBackupTask, payload: { backupId: begun.id }, queue: backupQueue });
  return begun;
}

/**
 * Begins the backup that a schedule says is due. Null: the config is gone or switched off, or its last backup is still being made, so
 * that slow ones don't pile up.
 */
export async function enqueueScheduledBackup(tx: Transaction, configId: string): Promise<Backup | null> {
  const config = await findBackupConfig(tx, configId);
  if (config?.enabled !== true) return null;
  const waiting = await tx.backup.count({ where: { configId, status: "in_progress" } });
  if (waiting > 0) return null;
  return enqueueBackup(tx, { configId, namespace: config.namespace, author: JSON.stringify({ job: makeBackupTask }) });
}

export async function countBackupsInProgress(tx: Transaction): Promise<number> {
  return tx.backup.count({ where: { status: "in_progress", isUploaded: false } });
}

export async function enqueueRestore(tx: Transaction, restoreId: string): Promise<void> {
  await enqueueJob(tx, { task: restoreBackupTask, payload: { restoreId }, queue: backupQueue });
}

/** Whether some restore, not a trial, is waiting or under way. */
export async function isRestoring(tx: Transaction): Promise<boolean> {
  return (await tx.backupRestore.count({ where: { status: "in_progress", isDryRun: false } })) > 0;
}

/** Whether this database was brought to the schema that a migration of this name made. */
export async function isMigrationApplied(tx: Transaction, name: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 as found from _prisma_migrations where migration_name = ${name} and finished_at is not null`;
  return rows.length > 0;
}
