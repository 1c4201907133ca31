import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * Prisma's own PostgreSQL adapter with what it lacks for the schema engine (seen in 7.10):
 * 1. it refuses columns of type "char", which the engine's catalogue queries return;
 * 2. it splits scripts at every `;`, which breaks function bodies, strings and comments;
 * 3. its shadow database is the database itself when that was given as a URL;
 * 4. it drops the shadow database while still connected to it.
 */
export function createAdapterFactory(databaseUrl) {
  const schema = new URL(databaseUrl).searchParams.get("schema") ?? undefined;
  const factory = new PrismaPg(poolSettings(databaseUrl), { schema });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => repairAdapter(await factory.connect()),
    connectToShadowDb: () => connectToShadowDatabase(databaseUrl),
  };
}

/** The engine holds an advisory lock on a pooled connection, so an idle one must stay open. */
function poolSettings(connectionString) {
  return { connectionString, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 };
}

async function connectToShadowDatabase(databaseUrl) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  const shadowUrl = new URL(databaseUrl);
  shadowUrl.pathname = `/${database}`;
  await runStatement(databaseUrl, `CREATE DATABASE "${database}"`);
  const shadow = repairAdapter(await new PrismaPg(poolSettings(shadowUrl.href)).connect());
  const closePool = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await closePool();
    await runStatement(databaseUrl, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  };
  return shadow;
}

/** Runs one statement on a connection of its own. */
export async function runStatement(databaseUrl, sql) {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Repairs a connected adapter and every transaction that it starts. */
function repairAdapter(adapter) {
  repairCharColumns(adapter);
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => repairCharColumns(await startTransaction(isolationLevel));
  adapter.executeScript = async (script) => {
    // Without parameters, PostgreSQL itself takes a whole script.
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => adapter.onError(error));
  };
  return adapter;
}

const typeId = { char: 18, text: 25 };

/** Passes "char" columns off as text where the adapter would throw, and names their true type in the answer (as text the engine panics). */
function repairCharColumns(queryable) {
  const charColumnsOf = new WeakMap();
  const performIO = queryable.performIO.bind(queryable);
  const queryRaw = queryable.queryRaw.bind(queryable);

  queryable.performIO = async (query) => {
    const result = await performIO(query);
    const charColumns = [...result.fields.keys()].filter((index) => result.fields[index].dataTypeID === typeId.char);
    charColumnsOf.set(result.rows, charColumns);
    for (const index of charColumns) result.fields[index] = { ...result.fields[index], dataTypeID: typeId.text };
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumnsOf.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}
