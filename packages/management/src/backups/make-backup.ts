import { createHash } from "node:crypto";
import { pipeline, Readable, Transform } from "node:stream";
import { createGzip } from "node:zlib";
import {
  completeBackup,
  failBackup,
  findBackup,
  noteBackupProgress,
  openSnapshot,
  type WrittenBackup,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { thawAuthor } from "./author.ts";
import { writeBackupFile } from "./file/write-backup-file.ts";
import { createProgress } from "./progress.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

/**
 * Makes the file of a backup that was begun. What somebody can do something about is said in its row; anything else is thrown, too. One that
 * was interrupted is made anew.
 */
export async function makeBackup(management: Management, id: string): Promise<void> {
  const { db, backups } = management;
  const backup = await findBackup(db, id);
  if (backup?.status !== "in_progress" || backup.isUploaded) return;
  try {
    const written = await writeFile(management, { id, namespace: backup.namespace });
    const isKept = await transact(management, async (tx) => {
      const completed = await completeBackup(tx, id, written);
      if (completed === null) return false;
      const resource = { type: "backup", id };
      await recordChanges(management, { tx, author: thawAuthor(backup.author) }, [
        { operation: "backup.create", namespace: null, resource, after: completed },
      ]);
      return true;
    });
    // Somebody deleted it while it was made.
    if (!isKept) await backups.storage.remove(fileNameOf(id));
  } catch (error) {
    await failBackup(db, id, reasonOf(error));
    if (!(error instanceof AppError)) throw error;
  }
}

/** What a row says of a failure. */
export function reasonOf(error: unknown): string {
  return error instanceof AppError ? error.message : "something went wrong on our side; the log of the worker has more";
}

async function writeFile(
  { db, backups }: Management,
  { id, namespace }: { id: string; namespace: string | null },
): Promise<WrittenBackup> {
  const { databaseUrl, storage, ownKeys: keys } = backups;
  const snapshot = await openSnapshot(databaseUrl, namespace);
  const rowsTotal = snapshot.tables.reduce((sum, { rows }) => sum + rows, 0);
  const progress = createProgress((rowsDone) => noteBackupProgress(db, id, { rowsDone, rowsTotal }));
  const hash = createHash("sha256");
  let size = 0;
  const file = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      size += piece.length;
      done(null, piece);
    },
  });
  try {
    const lines = writeBackupFile(snapshot, { namespace, keys, onRows: progress.note });
    // What fails on the way fails the file, and with it the writing.
    pipeline(Readable.from(lines, { objectMode: false }), createGzip(), file, () => undefined);
    await storage.write(fileNameOf(id), file);
  } finally {
    await progress.settled();
    await snapshot.close();
  }
  const secretKeyFingerprint = Buffer.from(keys.fingerprint);
  return { namespace, rows: rowsTotal, size, checksum: Buffer.from(hash.digest()), secretKeyFingerprint };
}
