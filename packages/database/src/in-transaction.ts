import type { Database, Transaction } from "./client.ts";

/** A job waits for the database longer than a request does. */
const timeoutMs = 20_000;

/** What a job changes by itself, in one transaction. Writers that somebody waits for take turns (management, transact). */
export function inTransaction<Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db.$transaction(work, { timeout: timeoutMs });
}
