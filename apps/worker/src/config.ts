import { guardOptions, SettingsSchema } from "@understudy/domain";
import type { GuardOptions } from "@understudy/egress";
import { parseConfig } from "@understudy/runtime";

const WorkerSettingsSchema = SettingsSchema.pick({
  PORT: true,
  PUBLIC_URL: true,
  RESOLVER_ORIGIN: true,
  DATABASE_URL: true,
  SECRET_KEY: true,
  ALLOW_PROXY_TO_PRIVATE_IPS: true,
  WEBHOOK_ALLOW_HOSTS: true,
  WEBHOOK_POOL_SIZE: true,
  LOG_LEVEL: true,
}).required({ DATABASE_URL: true, SECRET_KEY: true });

export interface WorkerConfig {
  databaseUrl: string;
  secretKeyHex: string;
  /** What callbacks may reach. */
  guard: GuardOptions;
  /** Concurrent attempts to addresses outside. */
  poolSize: number;
  logLevel: string;
}

/** What the worker needs of the environment. Throws a ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const settings = parseConfig(WorkerSettingsSchema, env);
  return {
    databaseUrl: settings.DATABASE_URL,
    secretKeyHex: settings.SECRET_KEY,
    guard: guardOptions(settings),
    poolSize: settings.WEBHOOK_POOL_SIZE,
    logLevel: settings.LOG_LEVEL,
  };
}
