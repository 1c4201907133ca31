import { z } from "zod";

/** Backups and restores run one at a time, whichever worker takes them. */
export const backupQueue = "backups";

/** The task that writes the file of a backup. */
export const makeBackupTask = "make_backup";
export const BackupJobSchema = z.object({ backupId: z.uuid() });

/** The task that restores a backup, or tries what it would do. */
export const restoreBackupTask = "restore_backup";
export const RestoreJobSchema = z.object({ restoreId: z.uuid() });
