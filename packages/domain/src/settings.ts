import { z } from "zod";
import {
  addressOrRange,
  collector,
  isLoopbackAddress,
  isSafeIssuer,
  licencePublicKey,
  listOfText,
  origin,
  port,
  samplers,
  SecretKeySchema,
} from "./setting-values.ts";

export { isLoopbackAddress, SecretKeySchema };

/**
 * Every setting of the installation, read from environment variables of the same name: meaning, unit and default, once.
 * Each process takes the ones it needs (`settings.pick(…)`) and checks them at its start; an empty variable counts as absent.
 */

export const SettingsSchema = z.object({
  /** The public port. */
  PORT: port.default(5770),
  /** Address the public port listens on. `localhost` is both loopback addresses, 127.0.0.1 and ::1. */
  HTTP_BIND_ADDR: z.string().default("localhost"),
  /** How users reach us; https makes cookies Secure (TLS ends in front of us). Default: http://localhost:PORT */
  PUBLIC_URL: origin.optional(),
  /** PostgreSQL 15 or newer, session-mode connections. Default: the embedded server. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a URL such as postgresql://user:password@host:5432/database" })
    .optional(),
  /** Embedded database, keys, backups. Default: .data below the project's root */
  DATA_DIR: z.string().default(".data"),
  /** `local`: one user, no sign-in, this machine only. `full`: users. Default: local if PostgreSQL is embedded and the address is loopback. */
  AUTH_MODE: z.enum(["local", "full"], "must be local or full").optional(),
  /** Name of the first admin. First start only. */
  FIRST_ADMIN_LOGIN: z.string().min(1).max(200).default("admin"),
  /** Password of the first admin. First start only. Default: generated and printed once */
  FIRST_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  /** 32 bytes from which every other key is derived. Default: generated into DATA_DIR; required when DATABASE_URL is set */
  SECRET_KEY: SecretKeySchema.optional(),
  /**
   * The SECRET_KEY before this one, until the job re-encryption has sealed everything anew. Backups that were made with it can be
   * restored.
   */
  SECRET_KEY_PREVIOUS: SecretKeySchema.optional(),
  /** Folder for backups, unless they are kept in S3. Default: backups below DATA_DIR */
  BACKUP_DIR: z.string().min(1).optional(),
  /** Bucket for backups, instead of BACKUP_DIR. */
  BACKUP_S3_BUCKET: z.string().min(1).optional(),
  /** Stands before the name of every file in the bucket, such as understudy/ */
  BACKUP_S3_PREFIX: z.string().max(500, "must have at most 500 characters").default(""),
  BACKUP_S3_REGION: z.string().min(1).default("us-east-1"),
  /** A server that speaks S3. Default: Amazon's */
  BACKUP_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be a URL such as https://s3.example.com" }).optional(),
  /** Both, or neither: then what the machine has, as Amazon's own tools look for it. */
  BACKUP_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Largest backup of another installation that is taken, in MiB. */
  BACKUP_UPLOAD_MAX_MB: z.coerce
    .number("must be a number")
    .positive("must be more than 0")
    .max(1_048_576, "must be at most 1048576")
    .default(1024),
  /** Origin under which `web` is reached by the resolver. Default: set by `npm start` */
  WEB_ORIGIN: origin.default("http://127.0.0.1:5771"),
  /** Port of `web`, on loopback unless WEB_BIND_ADDR says otherwise. Default: 5771, a free one under `npm start` */
  WEB_PORT: port.default(5771),
  /** Address `web` listens on; it answers only requests that carry the installation's internal secret. */
  WEB_BIND_ADDR: z.string().default("127.0.0.1"),
  /** Largest request body, in MiB, of stubs and of the REST API. */
  HTTP_REQUEST_BODY_SIZE_LIMIT_MB: z.coerce
    .number("must be a number")
    .positive("must be more than 0")
    .max(1024)
    .default(5),
  /** Origins whose pages may call the REST API with an API token, comma-separated. In full mode only. Default: none */
  API_CORS_ORIGINS: listOfText.pipe(z.array(origin)),
  /** Addresses or CIDR ranges of reverse proxies whose X-Forwarded-* headers count, comma-separated. */
  TRUSTED_PROXIES: listOfText.pipe(z.array(addressOrRange)),
  /** `true` opens the guard for private addresses, but never for our own management. For isolated test networks only. */
  ALLOW_PROXY_TO_PRIVATE_IPS: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((text) => text === "true"),
  /** What callbacks and proxies may reach although the guard would block it: host, host:port or CIDR, comma-separated. */
  WEBHOOK_ALLOW_HOSTS: listOfText,
  /** Concurrent outbound attempts of one worker process. */
  WEBHOOK_POOL_SIZE: z.coerce
    .number("must be a number")
    .int()
    .min(1, "must be 1 to 1000")
    .max(1000, "must be 1 to 1000")
    .default(10),
  /** Longest time in seconds that a stub call waits for its synchronous callbacks. */
  SYNC_WAIT_MAX: z.coerce.number("must be a number").min(0).max(3600, "must be 0 to 3600").default(300),
  /** Processes that share the public port, each a resolver of its own. About one a core is useful. */
  RESOLVER_PROCESSES: z.coerce
    .number("must be a number")
    .int()
    .min(1, "must be 1 to 64")
    .max(64, "must be 1 to 64")
    .default(1),
  /** Origin under which callbacks and proxies to our own stubs reach a resolver. Default: http://127.0.0.1:PORT */
  RESOLVER_ORIGIN: origin.optional(),
  /** `on`: whoever reaches the dashboard may make an account, which has no role in any namespace. */
  SIGN_UP: z.enum(["on", "off"], "must be on or off").default("off"),
  /** Server through which mails go out, with login and password if it wants them. Default: no mails, links are shown to whoever makes them */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must be a URL such as smtp://user:password@mail.example.com:587" })
    .optional(),
  /** Sender of mails, such as Understudy <no-reply@example.com>. */
  EMAIL_FROM: z.string().min(3).max(300).optional(),
  /** An OpenID Connect provider at which people may sign in: its issuer, as its discovery document names it. Needs id and secret too. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "must be a URL such as https://login.example.com" })
    .refine(isSafeIssuer, "must begin with https:// (http:// is for this machine only)")
    .optional(),
  /** What the provider knows this installation as. */
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** How the provider is called on the sign-in page. */
  OIDC_NAME: z.string().min(1).max(60, "must have at most 60 characters").default("OpenID Connect"),
  /** `on`: whom the provider knows and nobody here becomes a user, without a role in any namespace. */
  OIDC_SIGN_UP: z.enum(["on", "off"], "must be on or off").default("off"),
  /** Days that entries of the audit trail are kept. */
  AUDIT_RETENTION_DAYS: z.coerce
    .number("must be a number")
    .int()
    .min(1, "must be 1 to 36500")
    .max(36_500, "must be 1 to 36500")
    .default(400),
  /** `true`: without an active licence the community limits hold. Otherwise nothing is limited then. */
  LICENSE_REQUIRED: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((text) => text === "true"),
  /** Whose licences count: the Ed25519 public key of their issuer, as PEM or base64. Default: none can be activated */
  LICENSE_PUBLIC_KEY: licencePublicKey.optional(),
  /** Port of /metrics for Prometheus. Default: nobody is told */
  METRICS_PORT: port.optional(),
  /** Address that METRICS_PORT listens on. Who can reach it needs no token. */
  METRICS_BIND_ADDR: z.string().default("127.0.0.1"),
  /** Collector that is told of traces, by OTLP over HTTP: its base, below which is v1/traces. Default: no traces are made */
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  /** The same as a whole address, which goes before the base. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.optional(),
  /** How the collector is spoken to. */
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal("http/protobuf", "must be http/protobuf").default("http/protobuf"),
  /** Which traces are made. Those that end in ratio: a part of them, OTEL_TRACES_SAMPLER_ARG. */
  OTEL_TRACES_SAMPLER: z.enum(samplers, `must be ${samplers.join(", ")}`).default("parentbased_always_on"),
  /** Which part of traces is made, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number("must be a number")
    .min(0, "must be 0 to 1")
    .max(1, "must be 0 to 1")
    .default(1),
  /** `true`: no traces are made, whatever else is set. */
  OTEL_SDK_DISABLED: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((text) => text === "true"),
  /** error, warn, info or debug. */
  LOG_LEVEL: z.enum(["error", "warn", "info", "debug"], "must be error, warn, info or debug").default("info"),
});

export type Settings = z.infer<typeof SettingsSchema>;
export type AuthMode = NonNullable<Settings["AUTH_MODE"]>;

/** The public origin: PUBLIC_URL, or http://localhost with our port. */
export function publicOrigin(settings: Pick<Settings, "PUBLIC_URL" | "PORT">): string {
  return settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
}

/** Where callbacks and proxies to our own stubs are sent: RESOLVER_ORIGIN, or our port on loopback. */
function resolverOrigin(settings: Pick<Settings, "RESOLVER_ORIGIN" | "PORT">): string {
  return settings.RESOLVER_ORIGIN ?? `http://127.0.0.1:${settings.PORT}`;
}

/** What the guard of callbacks and proxies goes by, in every process that asks it. */
export function guardOptions(
  settings: Pick<
    Settings,
    "ALLOW_PROXY_TO_PRIVATE_IPS" | "WEBHOOK_ALLOW_HOSTS" | "PUBLIC_URL" | "PORT" | "RESOLVER_ORIGIN"
  >,
) {
  return {
    allowPrivate: settings.ALLOW_PROXY_TO_PRIVATE_IPS,
    allowHosts: settings.WEBHOOK_ALLOW_HOSTS,
    ownOrigin: {
      publicOrigin: publicOrigin(settings),
      port: settings.PORT,
      resolverOrigin: resolverOrigin(settings),
    },
  };
}

/** Where backups are kept, and which file is too large to be taken. */
export function backupOptions(settings: Pick<Settings, BackupSetting>) {
  return {
    s3: s3Options(settings),
    folder: settings.BACKUP_DIR ?? `${settings.DATA_DIR}/backups`,
    uploadBytesMax: Math.floor(settings.BACKUP_UPLOAD_MAX_MB * 1024 * 1024),
  };
}

export const backupSettings = {
  DATA_DIR: true,
  BACKUP_DIR: true,
  BACKUP_S3_BUCKET: true,
  BACKUP_S3_PREFIX: true,
  BACKUP_S3_REGION: true,
  BACKUP_S3_ENDPOINT: true,
  BACKUP_S3_ACCESS_KEY_ID: true,
  BACKUP_S3_SECRET_ACCESS_KEY: true,
  BACKUP_UPLOAD_MAX_MB: true,
} as const;
type BackupSetting = keyof typeof backupSettings;

/** Undefined: backups are in a folder. */
function s3Options(settings: Pick<Settings, BackupSetting>) {
  const { BACKUP_S3_BUCKET: bucket, BACKUP_S3_PREFIX: prefix, BACKUP_S3_REGION: region } = settings;
  if (bucket === undefined) return undefined;
  const { BACKUP_S3_ACCESS_KEY_ID: accessKeyId, BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  const isGiven = accessKeyId !== undefined && secretAccessKey !== undefined;
  const credentials = isGiven ? { accessKeyId, secretAccessKey } : undefined;
  return { bucket, prefix, region, endpoint: settings.BACKUP_S3_ENDPOINT, credentials };
}

/** Where Prometheus asks; null: nowhere. */
export function metricsListen(
  settings: Pick<Settings, "METRICS_PORT" | "METRICS_BIND_ADDR">,
): { port: number; address: string } | null {
  const { METRICS_PORT: port, METRICS_BIND_ADDR: address } = settings;
  return port === undefined ? null : { port, address };
}

export const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: true,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: true,
  OTEL_EXPORTER_OTLP_PROTOCOL: true,
  OTEL_TRACES_SAMPLER: true,
  OTEL_TRACES_SAMPLER_ARG: true,
  OTEL_SDK_DISABLED: true,
} as const;

/** Which traces are made; null: none. Where they go is in the same variables, which OpenTelemetry's exporter reads itself. */
export function traceSampling(settings: Pick<Settings, keyof typeof tracingSettings>) {
  const endpoint = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || settings.OTEL_SDK_DISABLED) return null;
  return { sampler: settings.OTEL_TRACES_SAMPLER, ratio: settings.OTEL_TRACES_SAMPLER_ARG };
}

/** AUTH_MODE, or what stands in for it (design 17). */
export function authModeOf(settings: Pick<Settings, "AUTH_MODE" | "DATABASE_URL" | "HTTP_BIND_ADDR">): AuthMode {
  if (settings.AUTH_MODE !== undefined) return settings.AUTH_MODE;
  return settings.DATABASE_URL === undefined && isLoopbackAddress(settings.HTTP_BIND_ADDR) ? "local" : "full";
}

/** What is wrong with settings that are each well-formed but don't fit together, a sentence each. */
export function findSettingConflicts(settings: Settings): string[] {
  const conflicts: string[] = [];
  if (settings.DATABASE_URL !== undefined && settings.SECRET_KEY === undefined) {
    conflicts.push("SECRET_KEY: is required when DATABASE_URL is set (openssl rand -hex 32 makes one)");
  }
  if (settings.SMTP_URL !== undefined && settings.EMAIL_FROM === undefined) {
    conflicts.push("EMAIL_FROM: is required when SMTP_URL is set, such as Understudy <no-reply@example.com>");
  }
  if (
    settings.AUTH_MODE === "local" &&
    (settings.DATABASE_URL !== undefined || !isLoopbackAddress(settings.HTTP_BIND_ADDR))
  ) {
    conflicts.push("AUTH_MODE: local is for the embedded database on a loopback address only; use full");
  }
  if (settings.API_CORS_ORIGINS.length > 0 && authModeOf(settings) === "local") {
    conflicts.push("API_CORS_ORIGINS: without sign-in no other site may call the API; use AUTH_MODE=full");
  }
  if ((settings.BACKUP_S3_ACCESS_KEY_ID === undefined) !== (settings.BACKUP_S3_SECRET_ACCESS_KEY === undefined)) {
    conflicts.push("BACKUP_S3_ACCESS_KEY_ID: needs BACKUP_S3_SECRET_ACCESS_KEY beside it, and the other way round");
  }
  conflicts.push(...findOidcConflicts(settings));
  return conflicts;
}

/** An OpenID Connect provider is given as a whole, or not at all. */
export function findOidcConflicts(
  settings: Pick<Settings, "OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET">,
): string[] {
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = names.filter((name) => settings[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map(
    (name) => `${name}: is required, since ${names.filter((one) => !missing.includes(one)).join(" and ")} is given`,
  );
}
