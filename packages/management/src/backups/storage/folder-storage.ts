import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@understudy/domain";
import type { BackupStorage } from "./backup-storage.ts";

/** Only we read them: what is in there is worth as much as the database. */
const folderMode = 0o700;
const fileMode = 0o600;

/** Keeps backups in a folder of this machine. */
export function openFolderStorage(folder: string): BackupStorage {
  return {
    async write(name, source) {
      const temporary = join(folder, `.${name}.${randomUUID()}.part`);
      try {
        await mkdir(folder, { recursive: true, mode: folderMode });
        await pipeline(source, createWriteStream(temporary, { flags: "wx", mode: fileMode, flush: true }));
        await rename(temporary, join(folder, name));
        await flushFolder(folder);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw explain(error, folder);
      }
    },
    async read(name) {
      try {
        const file = await open(join(folder, name), "r");
        return file.createReadStream();
      } catch (error) {
        if (codeOf(error) === "ENOENT")
          throw new AppError("not_found", "the file of this backup is gone", { cause: error });
        throw explain(error, folder);
      }
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
    },
  };
}

/** Only then a power cut can't take the new name away. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "there is no space left on the disk of BACKUP_DIR",
  EDQUOT: "the quota of the disk of BACKUP_DIR is used up",
  EACCES: "BACKUP_DIR may not be written to by this process",
  EPERM: "BACKUP_DIR may not be written to by this process",
  EROFS: "BACKUP_DIR is on a disk that can only be read",
  ENOTDIR: "BACKUP_DIR is not a folder",
  EEXIST: "BACKUP_DIR is not a folder",
};

/** What a person can do something about is said in words; the folder's own path is for the log only. */
function explain(error: unknown, folder: string): unknown {
  const reason = reasons[codeOf(error)];
  if (reason === undefined) return error;
  return new AppError("unavailable", reason, { cause: new Error(folder, { cause: error }) });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
