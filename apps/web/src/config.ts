import {
  type AuthMode,
  authModeOf,
  backupOptions,
  backupSettings,
  findOidcConflicts,
  isLoopbackAddress,
  publicOrigin,
  guardOptions,
  metricsListen,
  SettingsSchema,
  traceSampling,
  tracingSettings,
} from "@understudy/domain";
import type { Licensing, OpenManagementOptions } from "@understudy/management";
import { ConfigError, parseConfig, type SecretKeys } from "@understudy/runtime";
import type { z } from "zod";

/** What `web` needs of the settings; each is explained in domain/src/settings.ts. */
const WebSettingsSchema = SettingsSchema.pick({
  PORT: true,
  HTTP_BIND_ADDR: true,
  PUBLIC_URL: true,
  DATABASE_URL: true,
  AUTH_MODE: true,
  FIRST_ADMIN_LOGIN: true,
  FIRST_ADMIN_PASSWORD: true,
  SECRET_KEY: true,
  SECRET_KEY_PREVIOUS: true,
  ...backupSettings,
  WEB_PORT: true,
  WEB_BIND_ADDR: true,
  RESOLVER_ORIGIN: true,
  ALLOW_PROXY_TO_PRIVATE_IPS: true,
  WEBHOOK_ALLOW_HOSTS: true,
  HTTP_REQUEST_BODY_SIZE_LIMIT_MB: true,
  SIGN_UP: true,
  SMTP_URL: true,
  API_CORS_ORIGINS: true,
  OIDC_ISSUER: true,
  OIDC_CLIENT_ID: true,
  OIDC_CLIENT_SECRET: true,
  OIDC_NAME: true,
  OIDC_SIGN_UP: true,
  LICENSE_REQUIRED: true,
  LICENSE_PUBLIC_KEY: true,
  METRICS_PORT: true,
  METRICS_BIND_ADDR: true,
  ...tracingSettings,
  LOG_LEVEL: true,
}).required({ DATABASE_URL: true, SECRET_KEY: true });

export interface Config {
  /** The public port, which users' Host headers name. */
  port: number;
  /** How users reach the installation. */
  publicOrigin: string;
  databaseUrl: string;
  authMode: AuthMode;
  /** `password` is undefined when one is to be generated. */
  firstAdmin: { login: string; password: string | undefined };
  /** 32 bytes in hexadecimal. */
  keys: SecretKeys;
  /** Where backups are. */
  backups: ReturnType<typeof backupOptions>;
  listen: { host: string; port: number };
  bodyBytesMax: number;
  /** Whose pages may call the REST API. */
  apiCorsOrigins: string[];
  /** What the guard of callbacks lets through; here it only says so in previews. */
  guard: OpenManagementOptions["guard"];
  /** Which licences count, and whether one is needed. */
  licensing: Licensing;
  /** Whether anybody may make an account. */
  isSignUpOpen: boolean;
  /** Whether the worker can send mails. */
  canMail: boolean;
  /** Null: people sign in with login and password only. */
  oidc: OidcConfig | null;
  /** Where Prometheus asks; null: a supervisor tells it, or nobody does. */
  metricsListen: ReturnType<typeof metricsListen>;
  /** Which traces are told to a collector; null: none. */
  traceSampling: ReturnType<typeof traceSampling>;
  logLevel: string;
}

/** The OpenID Connect provider at which people may sign in. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** On the sign-in page. */
  name: string;
  isSignUpOpen: boolean;
}

let config: Config | undefined;

/** The configuration, read on first use: a build of the bundle must not need any. */
export function getConfig(): Config {
  config ??= readConfig(process.env);
  return config;
}

/** Parses the environment; throws one ConfigError with everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const settings = parseConfig(WebSettingsSchema, env);
  const authMode = authModeOf(settings);
  if (authMode === "local") refuseLocalModeElsewhere(settings);
  return {
    port: settings.PORT,
    publicOrigin: publicOrigin(settings),
    databaseUrl: settings.DATABASE_URL,
    authMode,
    firstAdmin: { login: settings.FIRST_ADMIN_LOGIN, password: settings.FIRST_ADMIN_PASSWORD },
    keys: { secretKeyHex: settings.SECRET_KEY, previousSecretKeyHex: settings.SECRET_KEY_PREVIOUS ?? null },
    backups: backupOptions(settings),
    listen: { host: settings.WEB_BIND_ADDR, port: settings.WEB_PORT },
    bodyBytesMax: settings.HTTP_REQUEST_BODY_SIZE_LIMIT_MB * 1024 * 1024,
    apiCorsOrigins: settings.API_CORS_ORIGINS,
    guard: guardOptions(settings),
    licensing: { isRequired: settings.LICENSE_REQUIRED, publicKey: settings.LICENSE_PUBLIC_KEY ?? null },
    isSignUpOpen: settings.SIGN_UP === "on",
    canMail: settings.SMTP_URL !== undefined,
    oidc: readOidc(settings),
    metricsListen: metricsListen(settings),
    traceSampling: traceSampling(settings),
    logLevel: settings.LOG_LEVEL,
  };
}

function readOidc(settings: z.infer<typeof WebSettingsSchema>): OidcConfig | null {
  const problems = findOidcConflicts(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret, name: settings.OIDC_NAME, isSignUpOpen: settings.OIDC_SIGN_UP === "on" };
}

/** Everybody is the admin in local mode, so nothing of it may be reachable from another machine (design 17). */
function refuseLocalModeElsewhere(settings: {
  HTTP_BIND_ADDR: string;
  WEB_BIND_ADDR: string;
  DATABASE_URL: string;
}): void {
  const problems = (["HTTP_BIND_ADDR", "WEB_BIND_ADDR"] as const)
    .filter((name) => !isLoopbackAddress(settings[name]))
    .map((name) => `AUTH_MODE: local needs a loopback address in ${name}; use full`);
  if (!isLoopbackAddress(new URL(settings.DATABASE_URL).hostname.replace(/^\[|\]$/g, ""))) {
    problems.push("AUTH_MODE: local is for the embedded database only; use full");
  }
  if (problems.length > 0) throw new ConfigError(problems);
}
