import type { Transaction } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Management } from "./management.ts";

/** Beyond these somebody would wait longer than callers do. */
const waitingMax = 1_000;
/** A batch writes more than one statement of each kind, and may wait for other writers of its namespaces. */
const timeoutMs = 20_000;

/**
 * Makes a change in one transaction, in turn: who waits for others that write to the same namespace does so in order, and holds no
 * connection. Throws `unavailable` when too many wait.
 */
export function transact<Result>(
  { db, writeTurns }: Pick<Management, "db" | "writeTurns">,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  if (writeTurns.pendingCount >= waitingMax)
    throw new AppError("unavailable", `${waitingMax} changes are waiting already; try again in a moment`);
  return writeTurns(() => db.$transaction(change, { timeout: timeoutMs }));
}
