import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** A database on disk, ready to be served. */
export interface Cluster {
  folder: string;
  account: Account;
  binaries: Binaries;
  password: string;
  /** What the server prints. */
  logPath: string;
}

export const userName = "understudy";
export const databaseName = "understudy";

/** PostgreSQL must not see our environment: PG… variables and locales would change what it does. */
export const postgresEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
};
