import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import { clearedTables } from "./backup-tables.ts";
import { quote, type Stage, staged, statementTimeoutMs } from "./stage.ts";

const triesMax = 40;
/** From here on it waits longer at a time: PostgreSQL ends its own tidying of a table only for somebody who has waited that long. */
const patientFrom = 20;
const pauseMs = 50;

/**
 * Holds off whoever would write what is restored, or hold rows of it, until the transaction ends (docs/decisions/0031). Readers go on. Throws
 * `unavailable` when writers don't let go, `conflict` when one of the namespaces is being purged.
 */
export async function lockRestored(stage: Stage): Promise<void> {
  const { tx, tables, namespace } = stage;
  const names = [...tables.map(({ name }) => name), ...(namespace === null ? clearedTables : [])];
  await lockTables(tx, names.map(quote).join(", "));
  const purged = await tx.$queryRawUnsafe<{ name: string }[]>(
    `select name from namespace where closed_reason = 'purged' and name in (select name from ${staged("namespace")}) order by name`,
  );
  if (purged[0] !== undefined) {
    const message = `the namespace ${JSON.stringify(purged[0].name)} is being purged; try again in some minutes`;
    throw new AppError("conflict", message);
  }
}

/**
 * All tables, or none. Somebody who holds one of them and waits for the next would wait for us, and we for them: whoever waits for a second
 * looks for that, and is ended if it is so. We let go before anybody has waited for us that long, and try again: it is never they who are ended.
 */
async function lockTables(tx: Transaction, tables: string): Promise<void> {
  const deadlockMs = await readDeadlockTimeout(tx);
  for (let tries = 1; ; tries += 1) {
    const waitMs = Math.max(1, Math.floor(tries < patientFrom ? deadlockMs * 0.8 : deadlockMs * 3));
    await tx.$executeRawUnsafe("savepoint unlocked");
    try {
      await tx.$executeRawUnsafe(`set local statement_timeout = ${waitMs}`);
      await tx.$executeRawUnsafe(`lock table ${tables} in exclusive mode`);
      break;
    } catch (cause) {
      if (tries === triesMax) {
        throw new AppError("unavailable", "too much is being written at the moment; try again later", { cause });
      }
      await tx.$executeRawUnsafe("rollback to savepoint unlocked");
      await sleep(pauseMs);
    }
  }
  await tx.$executeRawUnsafe(`set local statement_timeout = ${statementTimeoutMs}`);
}

async function readDeadlockTimeout(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ ms: number }[]>(
    "select setting::int as ms from pg_settings where name = 'deadlock_timeout'",
  );
  return row?.ms ?? 1_000;
}
