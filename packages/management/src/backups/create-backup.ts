import { countBackupsInProgress, enqueueBackup } from "@understudy/database";
import { AppError, type Backup } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authoriseInstallation } from "../permissions.ts";
import { transact } from "../transact.ts";
import { freezeAuthor } from "./author.ts";
import { requireConfig } from "./backup-configs.ts";

/** Backups that wait for the ones before them. */
const waitingMax = 20;

/** Begins a backup of what a config says, or of one namespace, or of the whole installation. A worker makes it, and tells the audit trail then. */
export async function createBackup(
  management: Management,
  actor: Actor,
  { configId, namespace }: { configId: string | null; namespace: string | null },
): Promise<Backup> {
  authoriseInstallation(actor, "installation.write");
  const config = configId === null ? null : await requireConfig(management, configId);
  const ofNamespace = config === null ? namespace : config.namespace;
  if (ofNamespace !== null) await requireNamespace(management, ofNamespace);
  return transact(management, async (tx) => {
    if ((await countBackupsInProgress(tx)) >= waitingMax)
      throw new AppError("rate_limit", `${waitingMax} backups are waiting already; try again when some are made`);
    return enqueueBackup(tx, { configId: config?.id ?? null, namespace: ofNamespace, author: freezeAuthor(actor) });
  });
}
