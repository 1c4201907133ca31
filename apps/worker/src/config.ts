import { SettingsSchema } from "@understudy/domain";
import { parseConfig } from "@understudy/runtime";

const WorkerSettingsSchema = SettingsSchema.pick({ DATABASE_URL: true, SECRET_KEY: true, LOG_LEVEL: true }).required({
  DATABASE_URL: true,
  SECRET_KEY: true,
});

export interface WorkerConfig {
  databaseUrl: string;
  secretKeyHex: string;
  logLevel: string;
}

/** What the worker needs of the environment. Throws a ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const settings = parseConfig(WorkerSettingsSchema, env);
  return { databaseUrl: settings.DATABASE_URL, secretKeyHex: settings.SECRET_KEY, logLevel: settings.LOG_LEVEL };
}
