import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type BackupTable, readBackupTables, runOn } from "./read-schema.ts";

const connectTimeoutMs = 10_000;

/** What the database held at one moment. */
export interface Snapshot {
  madeAt: Date;
  /** The last migration that was applied. */
  migration: string;
  tables: SnapshotTable[];
  /** Rows of a table as lines of JSON, in pieces as they come: a table may be larger than memory. */
  readRows: (table: SnapshotTable) => AsyncIterable<Buffer>;
  close: () => Promise<void>;
}

export type SnapshotTable = BackupTable & { rows: number };

/**
 * Opens a connection of its own, which sees all tables as they are now until it is closed. Nobody waits for it. `namespace`: only what
 * belongs to it.
 */
export async function openSnapshot(databaseUrl: string, namespace: string | null): Promise<Snapshot> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectTimeoutMs });
  // A connection that breaks fails the statement under way, which tells more.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("begin transaction isolation level repeatable read read only");
    await client.query("set local timezone = 'UTC'; set local bytea_output = 'hex'; set local datestyle = 'ISO'");
    return { ...(await describe(client, namespace)), close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function describe(client: Client, namespace: string | null): Promise<Omit<Snapshot, "close">> {
  const { rows } = await client.query<{ madeAt: Date; migration: string }>(
    `select now() as "madeAt", (select max(migration_name) from _prisma_migrations where finished_at is not null) as migration`,
  );
  const first = rows[0];
  if (first === undefined) throw new Error("the database does not tell the time");
  const all = await readBackupTables(runOn(client));
  const tables: SnapshotTable[] = [];
  for (const table of all.filter(({ namespaceColumn }) => namespace === null || namespaceColumn !== null)) {
    const { rows: counts } = await client.query<{ count: string }>(
      `select count(*) from ${escapeIdentifier(table.name)} t ${conditionOf(table, namespace)}`,
    );
    tables.push({ ...table, rows: Number(counts[0]?.count) });
  }
  return {
    ...first,
    tables,
    readRows: (table) => client.query(copyTo(copyStatement(table, namespace))),
  };
}

/** Neither quote nor delimiter can be in JSON, where control characters are escaped: each row is one line as it is. */
function copyStatement(table: BackupTable, namespace: string | null): string {
  return `copy (select row_to_json(t) from ${escapeIdentifier(table.name)} t ${conditionOf(table, namespace)})
    to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`;
}

function conditionOf({ namespaceColumn }: BackupTable, namespace: string | null): string {
  if (namespace === null || namespaceColumn === null) return "";
  return `where t.${escapeIdentifier(namespaceColumn)} = ${escapeLiteral(namespace)}`;
}
