import type { BlockList } from "node:net";
import { publicOrigin, SettingsSchema } from "@understudy/domain";
import { parseConfig } from "@understudy/runtime";
import { toBlockList } from "./client-info.ts";

const ResolverSettingsSchema = SettingsSchema.pick({
  PORT: true,
  HTTP_BIND_ADDR: true,
  PUBLIC_URL: true,
  DATABASE_URL: true,
  SECRET_KEY: true,
  WEB_ORIGIN: true,
  HTTP_REQUEST_BODY_SIZE_LIMIT_MB: true,
  TRUSTED_PROXIES: true,
  LOG_LEVEL: true,
}).required({ DATABASE_URL: true, SECRET_KEY: true });

export interface ResolverConfig {
  port: number;
  /** `localhost` is both loopback addresses. */
  bindAddress: string;
  publicOrigin: string;
  databaseUrl: string;
  secretKeyHex: string;
  webOrigin: string;
  bodyBytesMax: number;
  /** Who may say with X-Forwarded-* headers who the client is. */
  trustedProxies: BlockList;
  logLevel: string;
}

/** What the resolver needs of the environment. Throws a ConfigError that lists everything that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): ResolverConfig {
  const settings = parseConfig(ResolverSettingsSchema, env);
  return {
    port: settings.PORT,
    bindAddress: settings.HTTP_BIND_ADDR,
    publicOrigin: publicOrigin(settings),
    databaseUrl: settings.DATABASE_URL,
    secretKeyHex: settings.SECRET_KEY,
    webOrigin: settings.WEB_ORIGIN,
    bodyBytesMax: Math.floor(settings.HTTP_REQUEST_BODY_SIZE_LIMIT_MB * 1024 * 1024),
    trustedProxies: toBlockList(settings.TRUSTED_PROXIES),
    logLevel: settings.LOG_LEVEL,
  };
}
