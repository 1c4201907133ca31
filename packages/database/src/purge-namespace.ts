import type { Database, Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** Rows that one statement removes: some ten milliseconds, so that nobody waits for it. */
const batchRows = 2_000;
/** Of these a namespace may have very many; first what names another. */
const largeTables = [
  "attempt",
  "message",
  "delivery_plan",
  "delivery",
  "logged_request",
  "mock_version",
  "mock_use",
  "mock",
];
/** What was done stays known after the namespace is gone. */
const keptTables = new Set(["audit_entry"]);
const transactionTimeoutMs = 20_000;

/** Why a namespace is closed that is being purged: it can't be restored any more. */
export const purging = "purged";

/**
 * Removes a deleted namespace for good, with everything in it; its name is free again. In batches, each of them a transaction; when
 * `isStopped` says so it ends early, and the next purge goes on. Returns whether it is gone. A live one is left alone.
 */
export async function purgeNamespace(db: Database, name: string, isStopped: () => boolean): Promise<boolean> {
  const { count } = await db.namespace.updateMany({
    where: { name, closedAt: { not: null } },
    data: { closedReason: purging },
  });
  if (count === 0) return false;
  for (const table of largeTables) {
    while ((await removeRows(db, table, name)) === batchRows) if (isStopped()) return false;
  }
  await db.$transaction(
    async (tx) => {
      // Every table of a namespace names it in this column (design 15): none is forgotten that comes later.
      for (const table of [...largeTables, ...(await listTables(tx))]) await removeAll(tx, table, name);
      await tx.namespace.deleteMany({ where: { name, closedAt: { not: null } } });
    },
    { timeout: transactionTimeoutMs },
  );
  return true;
}

async function listTables(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select c.relname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'namespace' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    order by c.relname`;
  return rows.map(({ name }) => name).filter((name) => !keptTables.has(name));
}

function removeRows(tx: Transaction, table: string, namespace: string): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  return tx.$executeRaw`
    delete from ${name} where ctid = any(array(select ctid from ${name} where namespace = ${namespace} limit ${batchRows}))`;
}

function removeAll(tx: Transaction, table: string, namespace: string): Promise<number> {
  return tx.$executeRaw`delete from ${Prisma.raw(`"${table}"`)} where namespace = ${namespace}`;
}
