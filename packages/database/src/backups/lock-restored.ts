import { AppError } from "@understudy/domain";
import { quote, type Stage, staged } from "./stage.ts";

const triesMax = 20;
const lockTimeoutMs = 3_000;

/**
 * Holds off whoever would write what is restored, until the transaction ends: all tables, or the one namespace. Readers go on. Throws
 * `unavailable` when writers don't let go, `conflict` when one of the namespaces is being purged.
 */
export async function lockRestored(stage: Stage): Promise<void> {
  const { tx, tables, namespace } = stage;
  if (namespace === null) await lockTables(stage, tables.map(({ name }) => quote(name)).join(", "));
  // In order of their names, as everybody locks several.
  const purged = await tx.$queryRawUnsafe<{ name: string; isPurged: boolean }[]>(
    `select name, coalesce(closed_reason = 'purged', false) as "isPurged" from namespace
     where name in (select name from ${staged("namespace")}) order by name for update`,
  );
  const name = purged.find(({ isPurged }) => isPurged)?.name;
  if (name !== undefined)
    throw new AppError("conflict", `the namespace ${JSON.stringify(name)} is being purged; try again in some minutes`);
}

/** Somebody who holds one table and waits for the next would wait for us, and we for them: let go, and try again. */
async function lockTables({ tx }: Stage, tables: string): Promise<void> {
  await tx.$executeRawUnsafe(`set local lock_timeout = ${lockTimeoutMs}`);
  for (let tries = 1; ; tries += 1) {
    await tx.$executeRawUnsafe("savepoint unlocked");
    try {
      await tx.$executeRawUnsafe(`lock table ${tables} in share row exclusive mode`);
      break;
    } catch (cause) {
      if (tries === triesMax) {
        throw new AppError("unavailable", "too much is being written at the moment; try again later", { cause });
      }
      await tx.$executeRawUnsafe("rollback to savepoint unlocked");
    }
  }
  await tx.$executeRawUnsafe("set local lock_timeout = 0");
}
