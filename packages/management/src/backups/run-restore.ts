import {
  applyRestore,
  completeRestore,
  failRestore,
  findRestore,
  finishStage,
  isMigrationApplied,
  lockRestored,
  type NamespaceVersion,
  noteRestoreProgress,
  openStage,
  planRestore,
  type Stage,
  stageRows,
  transactRestore,
  type Transaction,
} from "@understudy/database";
import { AppError, type BackupRestore, type RestorePlan } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { type JobAuthor, recordChanges } from "../record-changes.ts";
import { nameOfAuthor, thawAuthor } from "./author.ts";
import { findKeys, type BackupKeys } from "./backups.ts";
import type { BackupHeader } from "./file/format.ts";
import { readBackupFile, type ReadOptions } from "./file/read-backup-file.ts";
import { resealRows } from "./file/reseal.ts";
import { reasonOf } from "./make-backup.ts";
import { createProgress } from "./progress.ts";
import { unknownKey } from "./restore-backup.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

interface Job {
  management: Management;
  restore: BackupRestore;
  author: Actor | JobAuthor;
  /** Given with the request. */
  secretKeyHex: string | null;
}

/**
 * Does what a restore that was begun says, in one transaction, or tries it. The file is read twice: to its end before anything is
 * done, so that one that is damaged, cut off or of somebody else changes nothing; then into temporary tables. One that was interrupted begins anew.
 */
export async function runRestore(management: Management, id: string): Promise<void> {
  const { db, sealing } = management;
  const found = await findRestore(db, id);
  if (found?.status !== "in_progress") return;
  const { author, secretKey, ...restore } = found;
  const secretKeyHex = secretKey === null ? null : sealing.open(secretKey);
  const job: Job = { management, restore, author: thawAuthor(author), secretKeyHex };
  try {
    const header = await readFile(job);
    if (!(await isMigrationApplied(db, header.migration))) {
      throw new AppError(
        "validation",
        `the backup was made by a newer version (${header.migration}); restore it with that one`,
      );
    }
    await management.changes.prepare();
    const changed = await transactRestore(db, (tx) => restoreRows(job, tx, header));
    await Promise.all(changed.map((change) => management.changes.awaitVisible(change)));
  } catch (error) {
    await failRestore(db, id, reasonOf(error));
    if (!(error instanceof AppError)) throw error;
  }
}

async function readFile(job: Job, onRows?: ReadOptions["onRows"]): Promise<BackupHeader> {
  const source = await job.management.backups.storage.read(fileNameOf(job.restore.backupId));
  return readBackupFile(source, { findKeys: (header) => requireKeys(job, header), ...(onRows && { onRows }) });
}

function requireKeys({ management, secretKeyHex }: Job, { secretKeyFingerprint }: BackupHeader): BackupKeys {
  const keys = findKeys(management.backups, secretKeyFingerprint, secretKeyHex);
  if (keys === null) throw unknownKey(secretKeyFingerprint);
  return keys;
}

async function restoreRows(job: Job, tx: Transaction, header: BackupHeader): Promise<NamespaceVersion[]> {
  const { restore, management, author } = job;
  const { id, isDryRun } = restore;
  const namespace = header.namespace ?? restore.namespace;
  const stage = await openStage(tx, namespace);
  const isResealed = await stageFile(job, stage, header);
  if (!isDryRun) await lockRestored(stage);
  const plan: RestorePlan = { madeAt: header.madeAt, namespace, isResealed, ...(await planRestore(stage)) };
  if (namespace !== null && plan.kinds.find(({ kind }) => kind === "namespace")?.inFile !== 1) {
    throw new AppError("validation", `the backup has no namespace ${JSON.stringify(namespace)}`);
  }
  await completeRestore(tx, id, plan);
  if (isDryRun) return [];
  const changed = await applyRestore(stage, nameOfAuthor(author));
  await recordChanges(management, { tx, author }, [
    {
      operation: "backup.restore",
      namespace: null,
      resource: { type: "backup", id: restore.backupId },
      after: { restoreId: id, ...plan },
    },
  ]);
  return changed;
}

/** Returns whether the secrets were sealed anew. */
async function stageFile(job: Job, stage: Stage, header: BackupHeader): Promise<boolean> {
  const { backups, db } = job.management;
  const keys = requireKeys(job, header);
  const isOurs = keys.fingerprint.equals(backups.ownKeys.fingerprint);
  const progress = createProgress((rowsDone) =>
    noteRestoreProgress(db, job.restore.id, { rowsDone, rowsTotal: header.rows }),
  );
  let rowsDone = 0;
  await readFile(job, async ({ table, columns, rows, count }) => {
    const ours = isOurs ? rows : resealRows(rows, keys.sealing, backups.ownKeys.sealing);
    await stageRows(stage, { table, columns, rows: ours });
    rowsDone += count;
    progress.note(rowsDone);
  });
  await progress.settled();
  await finishStage(stage);
  return !isOurs;
}
