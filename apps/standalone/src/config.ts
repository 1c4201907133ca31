import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { authModeOf, findSettingConflicts, SettingsSchema, type Settings } from "@understudy/domain";
import { ConfigError, parseConfig } from "@understudy/runtime";

export interface Config {
  settings: Settings;
  /** DATA_DIR, absolute. */
  dataDir: string;
  /** Port of `web` if somebody chose it. */
  webPort: number | undefined;
}

const projectRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** Checks all settings, those of the processes that we start too; throws one ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = parseConfig(SettingsSchema, env);
  const conflicts = findSettingConflicts(parsed);
  if (conflicts.length > 0) throw new ConfigError(conflicts);

  const dataDir = isAbsolute(parsed.DATA_DIR) ? parsed.DATA_DIR : resolve(projectRoot, parsed.DATA_DIR);
  const backupDir = resolve(projectRoot, parsed.BACKUP_DIR ?? join(dataDir, "backups"));
  const settings = { ...parsed, AUTH_MODE: authModeOf(parsed), BACKUP_DIR: backupDir };
  const isWebPortGiven = env["WEB_PORT"] !== undefined && env["WEB_PORT"] !== "";
  return { settings, dataDir, webPort: isWebPortGiven ? settings.WEB_PORT : undefined };
}
