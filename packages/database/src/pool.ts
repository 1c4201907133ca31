import { Pool } from "pg";

export type { Pool };

const connectTimeoutMs = 2_000;

/**
 * A pool of plain connections, for the statements of the hot path. `statementTimeoutMs` bounds each of them on both sides:
 * a server that hangs can't cancel anything, so the client gives up by itself.
 */
export function openPool(options: { databaseUrl: string; connectionsMax: number; statementTimeoutMs: number }): Pool {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    query_timeout: options.statementTimeoutMs,
    // A process that is stopped in the middle of a transaction does not hold its locks for longer either.
    idle_in_transaction_session_timeout: options.statementTimeoutMs,
    keepAlive: true,
    // A plan made while the tables were young would be kept when they are large.
    options: "-c plan_cache_mode=force_custom_plan",
  });
  // An idle connection that breaks is replaced by the next query.
  pool.on("error", () => undefined);
  return pool;
}
