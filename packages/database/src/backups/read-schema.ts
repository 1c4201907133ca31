import type { Queryable } from "../transact.ts";
import { leftOutTables } from "./backup-tables.ts";

/** A column, or several, that must name a row of another table. */
export interface Reference {
  columns: string[];
  table: string;
  tableColumns: string[];
}

export interface BackupTable {
  name: string;
  columns: string[];
  /** Which column names the namespace that a row belongs to; null: it belongs to the installation. */
  namespaceColumn: string | null;
  references: Reference[];
}

interface Row {
  name: string;
  columns: string[];
  references: Reference[];
}

/** Runs one statement and returns its rows, on whatever connection. */
export type RunQuery = <Result extends object>(statement: string) => Promise<Result[]>;

/** All tables that backups hold, as the schema is now: each behind those that it refers to. */
export async function readBackupTables(run: RunQuery): Promise<BackupTable[]> {
  const rows = await run<Row>(statement);
  const tables = rows
    .filter(({ name }) => !(name in leftOutTables))
    .map((row) => ({ ...row, namespaceColumn: namespaceColumnOf(row) }));
  return inOrder(tables);
}

/** For `readBackupTables` on a plain connection. */
export function runOn(client: Queryable): RunQuery {
  return async <Result extends object>(text: string) => (await client.query<Result>(text)).rows;
}

/** Design 15: every table of a namespace names it in this column. */
function namespaceColumnOf({ name, columns }: Row): string | null {
  if (name === "namespace") return "name";
  return columns.includes("namespace") ? "namespace" : null;
}

function inOrder(tables: readonly BackupTable[]): BackupTable[] {
  const ordered: BackupTable[] = [];
  const visit = (table: BackupTable): void => {
    if (ordered.includes(table)) return;
    for (const { table: name } of table.references) {
      const parent = tables.find((candidate) => candidate.name === name);
      if (parent !== undefined && parent !== table) visit(parent);
    }
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}

const columnNames = (table: string, numbers: string) => `(
  select json_agg(a.attname order by k.place) from unnest(${numbers}) with ordinality as k(number, place)
  join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number)`;

const statement = `
  select c.relname::text as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select coalesce(json_agg(json_build_object('columns', ${columnNames("f.conrelid", "f.conkey")},
        'table', f.confrelid::regclass::text, 'tableColumns', ${columnNames("f.confrelid", "f.confkey")})
        order by f.conname), '[]')
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as references
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
  order by c.relname`;
