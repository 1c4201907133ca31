import {
  backupOptions,
  backupSettings,
  guardOptions,
  metricsListen,
  publicOrigin,
  type Settings,
  SettingsSchema,
  traceSampling,
  tracingSettings,
} from "@understudy/domain";
import type { GuardOptions } from "@understudy/egress";
import type { Licensing } from "@understudy/management";
import { ConfigError, parseConfig, type SecretKeys } from "@understudy/runtime";

const WorkerSettingsSchema = SettingsSchema.pick({
  PORT: true,
  PUBLIC_URL: true,
  RESOLVER_ORIGIN: true,
  DATABASE_URL: true,
  SECRET_KEY: true,
  SECRET_KEY_PREVIOUS: true,
  ...backupSettings,
  ALLOW_PROXY_TO_PRIVATE_IPS: true,
  WEBHOOK_ALLOW_HOSTS: true,
  WEBHOOK_POOL_SIZE: true,
  SMTP_URL: true,
  EMAIL_FROM: true,
  AUDIT_RETENTION_DAYS: true,
  LICENSE_REQUIRED: true,
  LICENSE_PUBLIC_KEY: true,
  METRICS_PORT: true,
  METRICS_BIND_ADDR: true,
  ...tracingSettings,
  LOG_LEVEL: true,
}).required({ DATABASE_URL: true, SECRET_KEY: true });

export interface WorkerConfig {
  databaseUrl: string;
  keys: SecretKeys;
  /** Where backups are. */
  backups: ReturnType<typeof backupOptions>;
  /** What callbacks may reach. */
  guard: GuardOptions;
  /** Concurrent attempts to addresses outside. */
  poolSize: number;
  /** How users reach the installation: what links in mails lead to. */
  publicOrigin: string;
  /** How mails are sent; null: not at all. */
  mail: { smtpUrl: string; from: string } | null;
  /** How long entries of the audit trail are kept, in days. */
  auditRetentionDays: number;
  /** Which licences count, and whether one is needed. */
  licensing: Licensing;
  /** Where Prometheus asks; null: a supervisor tells it, or nobody does. */
  metricsListen: ReturnType<typeof metricsListen>;
  /** Which traces are told to a collector; null: none. */
  traceSampling: ReturnType<typeof traceSampling>;
  logLevel: string;
}

/** What the worker needs of the environment. Throws a ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const settings = parseConfig(WorkerSettingsSchema, env);
  return {
    databaseUrl: settings.DATABASE_URL,
    keys: { secretKeyHex: settings.SECRET_KEY, previousSecretKeyHex: settings.SECRET_KEY_PREVIOUS ?? null },
    backups: backupOptions(settings),
    guard: guardOptions(settings),
    poolSize: settings.WEBHOOK_POOL_SIZE,
    publicOrigin: publicOrigin(settings),
    mail: readMail(settings),
    auditRetentionDays: settings.AUDIT_RETENTION_DAYS,
    licensing: { isRequired: settings.LICENSE_REQUIRED, publicKey: settings.LICENSE_PUBLIC_KEY ?? null },
    metricsListen: metricsListen(settings),
    traceSampling: traceSampling(settings),
    logLevel: settings.LOG_LEVEL,
  };
}

function readMail({
  SMTP_URL: smtpUrl,
  EMAIL_FROM: from,
}: Pick<Settings, "SMTP_URL" | "EMAIL_FROM">): WorkerConfig["mail"] {
  if (smtpUrl === undefined) return null;
  if (from === undefined) throw new ConfigError(["EMAIL_FROM: is required when SMTP_URL is set"]);
  return { smtpUrl, from };
}
