import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import { completeBackup, createBackup as insertBackup, removeBackup } from "@understudy/database";
import { AppError, type Backup } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { freezeAuthor } from "./author.ts";
import { findKeys } from "./backups.ts";
import { readBackupFile } from "./file/read-backup-file.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

/**
 * Takes the file of a backup that was made elsewhere, so that it can be restored here. It is kept only if it is whole, and unchanged as far as
 * can be told: that nobody made it up is known once its maker's SECRET_KEY is, at the latest when it is restored.
 */
export async function uploadBackup(management: Management, actor: Actor, source: Readable): Promise<Backup> {
  authoriseInstallation(actor, "installation.write");
  const { db, backups } = management;
  const { id } = await insertBackup(db, {
    ...{ configId: null, namespace: null, isUploaded: true, author: freezeAuthor(actor) },
  });
  const name = fileNameOf(id);
  try {
    const meter = measure(backups.uploadBytesMax);
    source.on("error", (error) => meter.stream.destroy(error));
    await backups.storage.write(name, source.pipe(meter.stream));
    const header = await readBackupFile(await backups.storage.read(name), {
      findKeys: ({ secretKeyFingerprint }) => findKeys(backups, secretKeyFingerprint, null),
    });
    const { namespace, rows } = header;
    const secretKeyFingerprint = Buffer.from(header.secretKeyFingerprint, "hex");
    return await transact(management, async (tx) => {
      const completed = await completeBackup(tx, id, { namespace, rows, secretKeyFingerprint, ...meter.measured() });
      if (completed === null) throw new AppError("conflict", "the backup was deleted while it was uploaded");
      await recordChanges(management, { tx, author: actor }, [
        { operation: "backup.upload", namespace: null, resource: { type: "backup", id }, after: completed },
      ]);
      return completed;
    });
  } catch (error) {
    await backups.storage.remove(name);
    await removeBackup(db, id);
    throw error;
  } finally {
    source.destroy();
  }
}

function measure(bytesMax: number) {
  const hash = createHash("sha256");
  let size = 0;
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      hash.update(piece);
      if (size <= bytesMax) done(null, piece);
      else done(new AppError("too_large", `the backup is larger than ${bytesMax} bytes (BACKUP_UPLOAD_MAX_MB)`));
    },
  });
  return { stream, measured: () => ({ size, checksum: Buffer.from(hash.digest()) }) };
}
