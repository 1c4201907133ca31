import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { AppError } from "@understudy/domain";
import type { Client } from "pg";

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma's CLI computes it. */
  checksum: string;
}

interface AppliedMigration {
  name: string;
  checksum: string;
  isFinished: boolean;
}

const migrationsFolder = new URL("../../../../prisma/migrations/", import.meta.url);

/**
 * Applies `prisma/migrations` in order, one transaction a file, and books them where Prisma's CLI does (`_prisma_migrations`),
 * so that either can be used on the same database. The caller holds the migration lock.
 */
export async function applyMigrations(client: Client): Promise<void> {
  await client.query(createTable);
  const [known, applied] = await Promise.all([readMigrations(), readApplied(client)]);
  refuseUnknownHistory(known, applied);
  const appliedNames = new Set(applied.map((migration) => migration.name));
  for (const migration of known) {
    if (!appliedNames.has(migration.name)) await apply(client, migration);
  }
}

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const file = await readFile(new URL(`${name}/migration.sql`, migrationsFolder));
      return { name, sql: file.toString("utf8"), checksum: createHash("sha256").update(file).digest("hex") };
    }),
  );
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `select migration_name as name, checksum, finished_at is not null as "isFinished"
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return rows;
}

/** A schema that is half-made, altered or newer than this version must not be touched. */
function refuseUnknownHistory(known: readonly Migration[], applied: readonly AppliedMigration[]): void {
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.find((candidate) => candidate.name === name);
    if (migration === undefined) {
      throw new AppError("unavailable", `the database was migrated by a newer version (${name}); start that version`);
    }
    if (!isFinished)
      throw new AppError(
        "unavailable",
        `the migration ${name} of the database failed half-way; restore a backup or finish it by hand`,
      );
    if (migration.checksum !== checksum) {
      throw new AppError(
        "unavailable",
        `the migration ${name} was applied to the database in another form than this version has`,
      );
    }
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("unavailable", `the migration ${migration.name} failed and was rolled back: ${reason}`, {
      cause,
    });
  }
}

/** As Prisma's schema engine creates it. */
const createTable = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;
