import type { Readable } from "node:stream";
import type { Backup } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { requireCompleted } from "./list-backups.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

/** The file of a completed backup. That somebody took it away is in the audit trail: it holds all that there is. */
export async function downloadBackup(
  management: Management,
  actor: Actor,
  id: string,
): Promise<{ backup: Backup; file: Readable }> {
  authoriseInstallation(actor, "installation.write");
  const backup = await requireCompleted(management, id);
  const file = await management.backups.storage.read(fileNameOf(backup.id));
  try {
    await transact(management, (tx) =>
      recordChanges(management, { tx, author: actor }, [
        { operation: "backup.download", namespace: null, resource: { type: "backup", id: backup.id } },
      ]),
    );
  } catch (error) {
    file.destroy();
    throw error;
  }
  return { backup, file };
}
