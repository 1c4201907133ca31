import { setTimeout as sleep } from "node:timers/promises";
import {
  createRestore,
  enqueueRestore,
  findRestore,
  isRestoring,
  type ListPage,
  listRestores as findRestores,
  type MomentPosition,
} from "@understudy/database";
import { AppError, type Backup, type BackupRestore, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { isUuid } from "../is-uuid.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { freezeAuthor } from "./author.ts";
import { findKeys } from "./backups.ts";
import { requireCompleted } from "./list-backups.ts";

export interface RestoreInput {
  backupId: string;
  /** One namespace out of a backup of the whole; null: all that is in it. */
  namespace: string | null;
  /** Says what it would replace, and changes nothing. */
  isDryRun: boolean;
  /** Of the installation that made the backup: 32 bytes in hexadecimal. */
  secretKeyHex: string | null;
}

/** A small one is done by then; of a large one the caller hears that it goes on. */
const waitMs = 20_000;
const pollMs = 200;

/** Begins a restore, or a trial, that a worker does; waits a while for its end. */
export async function restoreBackup(management: Management, actor: Actor, input: RestoreInput): Promise<BackupRestore> {
  authoriseInstallation(actor, "installation.write");
  const { isDryRun, secretKeyHex } = input;
  const backup = await requireCompleted(management, input.backupId);
  requireKeys(management, backup, secretKeyHex);
  const namespace = chooseNamespace(backup, input.namespace);
  const restore = await transact(management, async (tx) => {
    if (!isDryRun && (await isRestoring(tx)))
      throw new AppError("conflict", "another restore is under way; one goes at a time");
    const begun = await createRestore(tx, {
      ...{ backupId: backup.id, namespace, isDryRun, author: freezeAuthor(actor) },
      secretKey: secretKeyHex === null ? null : management.sealing.seal(secretKeyHex),
    });
    await enqueueRestore(tx, begun.id);
    return begun;
  });
  return awaitEnd(management, restore);
}

export async function getRestore({ db }: Management, actor: Actor, id: string): Promise<BackupRestore> {
  authoriseInstallation(actor, "installation.read");
  const found = isUuid(id) ? await findRestore(db, id) : null;
  if (found === null) throw new AppError("not_found", `there is no restore ${JSON.stringify(id)}`);
  return withoutSecrets(found);
}

/** A page of restores and trials, the newest first. `next`: behind which the next page begins. */
export async function listRestores(
  { db }: Management,
  actor: Actor,
  page: ListPage<MomentPosition>,
): Promise<{ restores: BackupRestore[]; total: number; next: MomentPosition | null }> {
  authoriseInstallation(actor, "installation.read");
  return findRestores(db, page);
}

function requireKeys({ backups }: Management, backup: Backup, secretKeyHex: string | null): void {
  const fingerprint = backup.secretKeyFingerprint ?? "";
  if (findKeys(backups, fingerprint, secretKeyHex) !== null) return;
  throw unknownKey(fingerprint);
}

export function unknownKey(fingerprint: string): AppError {
  const message =
    `is needed: the backup was made with another SECRET_KEY (fingerprint ${fingerprint.slice(0, 12)}…). ` +
    "Give that one here, or as SECRET_KEY_PREVIOUS; nothing was changed";
  return validationError([{ path: "$.secretKey", message }]);
}

function chooseNamespace(backup: Backup, wanted: string | null): string | null {
  if (backup.namespace === null || wanted === null || wanted === backup.namespace) return backup.namespace ?? wanted;
  const message = `must be absent or ${JSON.stringify(backup.namespace)}: that is all that is in this backup`;
  throw validationError([{ path: "$.namespace", message }]);
}

async function awaitEnd({ db }: Management, begun: BackupRestore): Promise<BackupRestore> {
  const deadline = performance.now() + waitMs;
  while (performance.now() < deadline) {
    const found = await findRestore(db, begun.id);
    if (found !== null && found.status !== "in_progress") return withoutSecrets(found);
    await sleep(pollMs);
  }
  return begun;
}

function withoutSecrets(found: BackupRestore & { author: string; secretKey: string | null }): BackupRestore {
  const { author: _author, secretKey: _secretKey, ...restore } = found;
  return restore;
}
