import { Pool } from "pg";

export type { Pool };

/** Connections of a pool, and callers that wait for one. */
export interface PoolUse {
  open: number;
  idle: number;
  waiting: number;
}

export function readPoolUse(pool: Pool): PoolUse {
  return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

const connectTimeoutMs = 2_000;

export interface PoolOptions {
  databaseUrl: string;
  connectionsMax: number;
  statementTimeoutMs: number;
  /** For statements that only ever search in indexes: they are planned once for each connection. Default: for each execution. */
  isPlannedOnce?: boolean;
}

/** A plan made while the tables were young would be kept when they are large. */
const plannedEachTime = "-c plan_cache_mode=force_custom_plan";
/** What such a plan could hold that is right for young tables only is left out; then it is right for large ones. */
const plannedOnce = [
  "-c plan_cache_mode=force_generic_plan",
  ...["seqscan", "bitmapscan", "hashjoin", "mergejoin"].map((node) => `-c enable_${node}=off`),
].join(" ");

/**
 * A pool of plain connections, for the statements of the hot path. `statementTimeoutMs` bounds each of them on both sides:
 * a server that hangs can't cancel anything, so the client gives up by itself.
 */
export function openPool(options: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    query_timeout: options.statementTimeoutMs,
    // A process that is stopped in the middle of a transaction does not hold its locks for longer either.
    idle_in_transaction_session_timeout: options.statementTimeoutMs,
    keepAlive: true,
    options: options.isPlannedOnce === true ? plannedOnce : plannedEachTime,
  });
  // An idle connection that breaks is replaced by the next query.
  pool.on("error", () => undefined);
  return pool;
}
