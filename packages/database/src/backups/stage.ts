import { escapeIdentifier } from "pg";
import type { Database, Transaction } from "../client.ts";
import { type BackupTable, readBackupTables } from "./read-schema.ts";

/** Rows of a file in temporary tables beside our own, until the transaction ends: nothing of ours is touched yet. */
export interface Stage {
  tx: Transaction;
  /** Those that are restored, each behind those that it refers to. */
  tables: BackupTable[];
  /** Null: the whole installation. */
  namespace: string | null;
}

/** For one statement on tables that may hold millions of rows. */
export const statementTimeoutMs = 30 * 60_000;

/** Reading a large file into the database takes its time; nothing of ours is held meanwhile, and no turn of other writers. */
const transactionTimeoutMs = 2 * 3_600_000;

/** Restores in one transaction: when `work` throws, nothing of it is kept. */
export function transactRestore<Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db.$transaction(work, { timeout: transactionTimeoutMs });
}

export async function openStage(tx: Transaction, namespace: string | null): Promise<Stage> {
  await tx.$executeRawUnsafe(`set local statement_timeout = ${statementTimeoutMs}`);
  const all = await readBackupTables((statement) => tx.$queryRawUnsafe(statement));
  const tables = all.filter(({ namespaceColumn }) => namespace === null || namespaceColumn !== null);
  for (const { name } of tables) {
    await tx.$executeRawUnsafe(
      `create temp table ${staged(name)} (like ${quote(name)} including defaults) on commit drop`,
    );
  }
  return { tx, tables, namespace };
}

/**
 * Adds rows of a table, a JSON array as text. What the file does not have, as it was made by an older version, gets its default; what is
 * unknown here is left out.
 */
export async function stageRows(
  { tx, tables, namespace }: Stage,
  { table: name, columns, rows }: { table: string; columns: readonly string[]; rows: string },
): Promise<void> {
  const table = tables.find((candidate) => candidate.name === name);
  if (table === undefined) return;
  const known = listColumns(table.columns.filter((column) => columns.includes(column)));
  const isMeant = namespace === null ? "$2::text is null" : `${quote(table.namespaceColumn ?? "")} = $2`;
  await tx.$executeRawUnsafe(
    `insert into ${staged(name)} (${known}) select ${known} from json_populate_recordset(null::${quote(name)}, $1::json)
     where ${isMeant}`,
    rows,
    namespace,
  );
}

/** Once all rows are there: what compares them with ours is planned well. */
export async function finishStage({ tx, tables }: Stage): Promise<void> {
  for (const { name } of tables) await tx.$executeRawUnsafe(`analyze ${staged(name)}`);
}

export function quote(name: string): string {
  return escapeIdentifier(name);
}

/** The temporary table with the file's rows of a table. */
export function staged(name: string): string {
  return escapeIdentifier(`staged_${name}`);
}

export function listColumns(columns: readonly string[], prefix = ""): string {
  return columns.map((column) => prefix + escapeIdentifier(column)).join(", ");
}
