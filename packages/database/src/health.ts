import type { Transaction } from "./client.ts";

/** Resolves when the database answers and takes writes; a standby does not. */
export async function pingDatabase(tx: Transaction): Promise<void> {
  const rows = await tx.$queryRaw<{ isStandby: boolean }[]>`select pg_is_in_recovery() as "isStandby"`;
  if (rows[0]?.isStandby !== false) throw new Error("it is a standby, which takes no writes");
}

/** What an administrator looks at first when the database is slow. */
export interface DatabaseUse {
  /** Of this database, on its disk. */
  sizeBytes: number;
  /** Its tables, those of the background jobs included. */
  tables: number;
  /** Open to its server, by whomever. */
  connections: number;
  /** Beyond these the server takes none. */
  connectionsMax: number;
}

/** Asks the database how large it is and how much of its server's connections is used. */
export async function describeDatabaseUse(tx: Transaction): Promise<DatabaseUse> {
  const rows = await tx.$queryRaw<{ size: bigint; tables: bigint; connections: bigint; max: string }[]>`
    select pg_database_size(current_database()) as size,
      (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema') as tables,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections') as max`;
  const [row] = rows;
  if (row === undefined) throw new Error("a statement without a table has one row");
  return {
    sizeBytes: Number(row.size),
    tables: Number(row.tables),
    connections: Number(row.connections),
    connectionsMax: Number(row.max),
  };
}
