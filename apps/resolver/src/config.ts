import type { BlockList } from "node:net";
import { guardOptions, metricsListen, SettingsSchema, traceSampling, tracingSettings } from "@understudy/domain";
import type { GuardOptions } from "@understudy/egress";
import { parseConfig, type SecretKeys } from "@understudy/runtime";
import { toBlockList } from "./client-info.ts";

const ResolverSettingsSchema = SettingsSchema.pick({
  PORT: true,
  HTTP_BIND_ADDR: true,
  PUBLIC_URL: true,
  DATABASE_URL: true,
  SECRET_KEY: true,
  SECRET_KEY_PREVIOUS: true,
  WEB_ORIGIN: true,
  RESOLVER_PROCESSES: true,
  RESOLVER_ORIGIN: true,
  ALLOW_PROXY_TO_PRIVATE_IPS: true,
  WEBHOOK_ALLOW_HOSTS: true,
  SYNC_WAIT_MAX: true,
  HTTP_REQUEST_BODY_SIZE_LIMIT_MB: true,
  BACKUP_UPLOAD_MAX_MB: true,
  TRUSTED_PROXIES: true,
  LICENSE_PUBLIC_KEY: true,
  METRICS_PORT: true,
  METRICS_BIND_ADDR: true,
  ...tracingSettings,
  LOG_LEVEL: true,
}).required({ DATABASE_URL: true, SECRET_KEY: true });

export interface ResolverConfig {
  port: number;
  /** `localhost` is both loopback addresses. */
  bindAddress: string;
  /** How many processes share the port. */
  processes: number;
  databaseUrl: string;
  keys: SecretKeys;
  webOrigin: string;
  /** What the guard of callbacks and proxies lets through. */
  guard: GuardOptions;
  /** Longest wait of a call for its synchronous callbacks. */
  synchronousWaitMaxMs: number;
  bodyBytesMax: number;
  /** Of the one request whose body is a backup. */
  backupBytesMax: number;
  /** Who may say with X-Forwarded-* headers who the client is. */
  trustedProxies: BlockList;
  /** Whose licences count; null: nobody's. */
  licencePublicKey: string | null;
  /** Where Prometheus asks; null: a supervisor tells it, or nobody does. */
  metricsListen: ReturnType<typeof metricsListen>;
  /** Which traces are told to a collector; null: none. */
  traceSampling: ReturnType<typeof traceSampling>;
  logLevel: string;
}

/** What the resolver needs of the environment. Throws a ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): ResolverConfig {
  const settings = parseConfig(ResolverSettingsSchema, env);
  return {
    port: settings.PORT,
    bindAddress: settings.HTTP_BIND_ADDR,
    processes: settings.RESOLVER_PROCESSES,
    databaseUrl: settings.DATABASE_URL,
    keys: { secretKeyHex: settings.SECRET_KEY, previousSecretKeyHex: settings.SECRET_KEY_PREVIOUS ?? null },
    webOrigin: settings.WEB_ORIGIN,
    guard: guardOptions(settings),
    synchronousWaitMaxMs: settings.SYNC_WAIT_MAX * 1000,
    bodyBytesMax: Math.floor(settings.HTTP_REQUEST_BODY_SIZE_LIMIT_MB * 1024 * 1024),
    backupBytesMax: Math.floor(settings.BACKUP_UPLOAD_MAX_MB * 1024 * 1024),
    trustedProxies: toBlockList(settings.TRUSTED_PROXIES),
    licencePublicKey: settings.LICENSE_PUBLIC_KEY ?? null,
    metricsListen: metricsListen(settings),
    traceSampling: traceSampling(settings),
    logLevel: settings.LOG_LEVEL,
  };
}
