import { listOldBackups, removeBackup } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { type JobAuthor, recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { requireBackup } from "./list-backups.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

/** Removes a backup and its file for good. One that is still being made leaves no file. */
export async function deleteBackup(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseInstallation(actor, "installation.write");
  await remove(management, actor, id);
}

/** Removes backups that their configs keep no longer; never the newest whole one of a config. Returns how many. */
export async function removeOldBackups(management: Management): Promise<number> {
  const ids = await listOldBackups(management.db, new Date());
  for (const id of ids) await remove(management, { job: "remove_old_backups" }, id);
  return ids.length;
}

/** The file first: what is left when that fails is still listed, and can be deleted once more. */
async function remove(management: Management, author: Actor | JobAuthor, id: string): Promise<void> {
  const before = await requireBackup(management, id);
  await management.backups.storage.remove(fileNameOf(before.id));
  await transact(management, async (tx) => {
    if (!(await removeBackup(tx, before.id))) return;
    await recordChanges(management, { tx, author }, [
      { operation: "backup.delete", namespace: null, resource: { type: "backup", id: before.id }, before },
    ]);
  });
}
