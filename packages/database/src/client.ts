import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { type PoolUse, readPoolUse } from "./pool.ts";

/** The installation's database. */
export type Database = PrismaClient;
/** What the functions of this package take: the database itself, or a transaction on it. */
export type Transaction = Prisma.TransactionClient;

export interface OpenDatabaseOptions {
  databaseUrl: string;
  /** Most connections that this process opens. */
  connectionsMax: number;
}

/** For a new connection, or until one of the pool is free. */
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 30_000;

/** Opens the database lazily: the first query connects. A lost connection is replaced by the next query. */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    keepAlive: true,
  });
  const adapter = new PrismaPg(pool, {
    // An idle connection that the server closed is dropped by the pool; there is nothing to do about it.
    onPoolError: () => undefined,
    onConnectionError: () => undefined,
    disposeExternalPool: true,
  });
  // Many who write to one namespace wait for each other: longer than Prisma's two seconds.
  const database = new PrismaClient({ adapter, transactionOptions: { maxWait: connectTimeoutMs } });
  pools.set(database, pool);
  return database;
}

/** The pool behind each database that was opened here. */
const pools = new WeakMap<Database, Pool>();

export function readDatabaseUse(database: Database): PoolUse {
  const pool = pools.get(database);
  if (pool === undefined) throw new Error("this database was not opened by openDatabase");
  return readPoolUse(pool);
}
