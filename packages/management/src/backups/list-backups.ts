import { type BackupQuery, findBackup, listBackups as findBackups, type MomentPosition } from "@understudy/database";
import { AppError, type Backup } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { isUuid } from "../is-uuid.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { requireConfig } from "./backup-configs.ts";

/** A page of backups, the newest first. `configId` null: of all. `next`: behind which the next page begins. */
export async function listBackups(
  management: Management,
  actor: Actor,
  query: BackupQuery,
): Promise<{ backups: Backup[]; total: number; next: MomentPosition | null }> {
  authoriseInstallation(actor, "installation.read");
  if (query.configId !== null) await requireConfig(management, query.configId);
  return findBackups(management.db, query);
}

export async function getBackup(management: Management, actor: Actor, id: string): Promise<Backup> {
  authoriseInstallation(actor, "installation.read");
  return requireBackup(management, id);
}

/** Throws `not_found` when there is none. */
export async function requireBackup({ db }: Management, id: string): Promise<Backup> {
  const found = isUuid(id) ? await findBackup(db, id) : null;
  if (found === null) throw new AppError("not_found", `there is no backup ${JSON.stringify(id)}`);
  const { author: _author, ...backup } = found;
  return backup;
}

/** Throws `conflict` unless its file is whole. */
export async function requireCompleted(management: Management, id: string): Promise<Backup> {
  const backup = await requireBackup(management, id);
  if (backup.status !== "completed") {
    const state = backup.status === "failed" ? "failed" : "is still being made";
    throw new AppError("conflict", `this backup ${state}; only a completed one has a file`);
  }
  return backup;
}
