import { BackupJobSchema, RestoreJobSchema } from "@understudy/jobs";
import { closeManagement, makeBackup, openManagement, removeOldBackups, runRestore } from "@understudy/management";
import { deriveAuditKeys, deriveBackupKeys, deriveSealing, type Logger } from "@understudy/runtime";
import type { WorkerConfig } from "./config.ts";

/** What the worker does for backups. */
export interface BackupTasks {
  make: (payload: unknown) => Promise<void>;
  restore: (payload: unknown) => Promise<void>;
  removeOld: () => Promise<void>;
}

/** They do what use cases do, with connections of their own: a backup takes its time. */
export function openBackupTasks(config: WorkerConfig, log: Logger): BackupTasks & { close: () => Promise<void> } {
  const { databaseUrl, guard, keys, backups } = config;
  const management = openManagement({
    ...{ databaseUrl, guard, sealing: deriveSealing(keys), auditKeys: deriveAuditKeys(keys) },
    backups: { ...backups, ...keys, deriveKeys: deriveBackupKeys },
  });
  const removeOld = async (): Promise<void> => {
    const count = await removeOldBackups(management);
    if (count > 0) log.info({ event: "backups.removed", count }, "Backups that are kept no longer are removed");
  };
  return {
    async make(payload) {
      const { backupId } = BackupJobSchema.parse(payload);
      await makeBackup(management, backupId);
      log.info({ event: "backup.ended", backupId }, "A backup has ended");
      await removeOld();
    },
    async restore(payload) {
      const { restoreId } = RestoreJobSchema.parse(payload);
      await runRestore(management, restoreId);
      log.info({ event: "restore.ended", restoreId }, "A restore has ended");
    },
    removeOld,
    close: () => closeManagement(management),
  };
}
