import type { Readable } from "node:stream";

/** Where the files of backups are. What goes wrong there is an AppError in words. */
export interface BackupStorage {
  /** Keeps what the source says under a name: all of it, or nothing at all. */
  write: (name: string, source: Readable) => Promise<void>;
  /** Throws `not_found` when there is no such file. */
  read: (name: string) => Promise<Readable>;
  /** One that is not there is no error. */
  remove: (name: string) => Promise<void>;
}

/** The name of the file of a backup. */
export function fileNameOf(backupId: string): string {
  return `${backupId}.understudy-backup`;
}
