import type { Pool } from "./pool.ts";

/** Whatever runs a statement: a pool, or a connection with a transaction under way. */
export type Queryable = Pick<Pool, "query">;

/** Runs `work` in one transaction. When it throws, nothing of it is kept, and the connection is closed: its state may be anything. */
export async function transact<Result>(pool: Pool, work: (tx: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // A server that ends a connection while it is held tells both the statement, which fails, and the connection.
  client.on("error", ignore);
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.off("error", ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function ignore(): void {
  // The statement that fails tells more.
}
