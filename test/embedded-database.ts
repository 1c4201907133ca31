import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { applyMigrations, listMigrations } from "./apply-migrations.ts";

export type EmbeddedDatabase = Client;

/** A connection to the embedded PostgreSQL of an installation that runs, for what a test prepares that no API does. */
export async function connectToEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  return connect(await urlOfEmbeddedDatabase(dataDir, "understudy"));
}

/** Makes another database on the server of an installation that runs; returns its URL. */
export async function createDatabaseBeside(dataDir: string, name: string): Promise<string> {
  const client = await connectToEmbeddedDatabase(dataDir);
  await client.query(`create database ${name}`).finally(() => client.end());
  return urlOfEmbeddedDatabase(dataDir, name);
}

/** Fills an empty database as the version left it whose last migration is the one of this name: its migrations, and rows that it wrote. */
export async function fillAsEarlierVersion(
  databaseUrl: string,
  { migration, replace }: { migration: string; replace: (line: string) => string },
): Promise<void> {
  const rows = await readFile(new URL(`earlier/${migration}.ndjson`, import.meta.url), "utf8");
  const client = await connect(databaseUrl);
  try {
    await client.query(migrationsTable);
    const earlier = (await listMigrations()).filter((name) => name <= migration);
    await applyMigrations(client, earlier);
    for (const line of rows.trim().split("\n")) {
      const { table, row } = JSON.parse(replace(line)) as { table: string; row: object };
      await client.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [
        JSON.stringify(row),
      ]);
    }
  } finally {
    await client.end();
  }
}

/** Where Prisma notes what is applied; it makes it itself, no migration does. */
const migrationsTable = `create table _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

async function urlOfEmbeddedDatabase(dataDir: string, name: string): Promise<string> {
  const [port, password] = await Promise.all(
    ["postgres.port", "postgres.password"].map(async (file) => (await readFile(join(dataDir, file), "utf8")).trim()),
  );
  return `postgresql://understudy:${password}@127.0.0.1:${port}/${name}`;
}

async function connect(connectionString: string): Promise<EmbeddedDatabase> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}
