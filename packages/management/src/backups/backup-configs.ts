import {
  backupConfigsMax,
  createBackupConfig as insertConfig,
  deleteBackupConfig as removeConfig,
  findBackupConfig,
  listBackupConfigs as findConfigs,
  updateBackupConfig as changeConfig,
} from "@understudy/database";
import { AppError, type BackupConfig, type BackupConfigInput, validationError } from "@understudy/domain";
import { Cron } from "croner";
import type { Actor } from "../actor.ts";
import { isUuid } from "../is-uuid.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

/** A config, and when it is due next; null: it is not. */
export type BackupConfigView = BackupConfig & { nextRunAt: Date | null };

export async function listBackupConfigs(management: Management, actor: Actor): Promise<BackupConfigView[]> {
  authoriseInstallation(actor, "installation.read");
  return (await findConfigs(management.db)).map(toView);
}

export async function getBackupConfig(management: Management, actor: Actor, id: string): Promise<BackupConfigView> {
  authoriseInstallation(actor, "installation.read");
  return toView(await requireConfig(management, id));
}

export async function createBackupConfig(
  management: Management,
  actor: Actor,
  input: BackupConfigInput,
): Promise<BackupConfigView> {
  authoriseInstallation(actor, "installation.write");
  await requireValid(management, input);
  return transact(management, async (tx) => {
    if ((await findConfigs(tx)).length >= backupConfigsMax)
      throw new AppError("conflict", `there are ${backupConfigsMax} backup configs already; delete one first`);
    const config = await insertConfig(tx, input);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "backup.config.create", namespace: null, resource: resourceOf(config), after: config },
    ]);
    return toView(config);
  });
}

/** Replaces a config; its backups stay. */
export async function updateBackupConfig(
  management: Management,
  actor: Actor,
  { id, input }: { id: string; input: BackupConfigInput },
): Promise<BackupConfigView> {
  authoriseInstallation(actor, "installation.write");
  const before = await requireConfig(management, id);
  await requireValid(management, input);
  return transact(management, async (tx) => {
    const after = await changeConfig(tx, id, input);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "backup.config.update", namespace: null, resource: resourceOf(after), before, after },
    ]);
    return toView(after);
  });
}

/** Its backups stay, and nothing removes them by itself any more. */
export async function deleteBackupConfig(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseInstallation(actor, "installation.write");
  const before = await requireConfig(management, id);
  await transact(management, async (tx) => {
    await removeConfig(tx, id);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "backup.config.delete", namespace: null, resource: resourceOf(before), before },
    ]);
  });
}

/** Throws `not_found` when there is none. */
export async function requireConfig({ db }: Management, id: string): Promise<BackupConfig> {
  const config = isUuid(id) ? await findBackupConfig(db, id) : null;
  if (config === null) throw new AppError("not_found", `there is no backup config ${JSON.stringify(id)}`);
  return config;
}

async function requireValid(management: Management, { schedule, namespace }: BackupConfigInput): Promise<void> {
  if (schedule !== null && parseSchedule(schedule) === null) {
    const message = 'must be five fields of cron in UTC, such as "0 3 * * *" (every day at 3:00)';
    throw validationError([{ path: "$.schedule", message }]);
  }
  if (namespace !== null) await requireNamespace(management, namespace);
}

/** Null: it is no schedule, or names no moment that ever comes. */
function parseSchedule(schedule: string): Cron | null {
  if (schedule.split(/\s+/).length !== 5) return null;
  try {
    const cron = new Cron(schedule, { timezone: "UTC", paused: true });
    return cron.nextRun() === null ? null : cron;
  } catch {
    return null;
  }
}

function toView(config: BackupConfig): BackupConfigView {
  const { enabled, schedule } = config;
  const nextRunAt = enabled && schedule !== null ? (parseSchedule(schedule)?.nextRun() ?? null) : null;
  return { ...config, nextRunAt };
}

function resourceOf({ id, name }: BackupConfig) {
  return { type: "backup_config", id, name };
}
