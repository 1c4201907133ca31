import { readdir, readFile } from "node:fs/promises";
import type { Client } from "pg";

const folder = new URL("../prisma/migrations/", import.meta.url);

/** Names of the migrations there are, in their order. */
export async function listMigrations(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Applies these one by one, as a database of an earlier version had them; nobody takes a note of it. */
export async function applyMigrations(client: Client, names: readonly string[]): Promise<void> {
  for (const name of names) await client.query(await readFile(new URL(`${name}/migration.sql`, folder), "utf8"));
}
