import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";

export type EmbeddedDatabase = Client;

/** A connection to the embedded PostgreSQL of an installation that runs, for what a test prepares that no API does. */
export async function connectToEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const [port, password] = await Promise.all(
    ["postgres.port", "postgres.password"].map(async (name) => (await readFile(join(dataDir, name), "utf8")).trim()),
  );
  const connectionString = `postgresql://understudy:${password}@127.0.0.1:${port}/understudy`;
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}
