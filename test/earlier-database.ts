import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { inject } from "vitest";
import { connectToUrl, runOnServer, urlOfDatabase } from "./postgres.ts";

/** A database as an earlier version left it. */
export interface EarlierDatabase {
  url: string;
  client: Awaited<ReturnType<typeof connectToUrl>>;
  /** Applies one migration, or all that are left. */
  migrate: (name?: string) => Promise<void>;
  drop: () => Promise<void>;
}

const migrations = new URL("../prisma/migrations/", import.meta.url);

/** Makes a database with all migrations before the one of this name. */
export async function openEarlierDatabase(before: string): Promise<EarlierDatabase> {
  const { serverUrl } = inject("postgres");
  const name = `upgrade_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = urlOfDatabase(serverUrl, name);
  const client = await connectToUrl(url);
  const apply = async (folder: string): Promise<void> => {
    await client.query(await readFile(new URL(`${folder}/migration.sql`, migrations), "utf8"));
  };
  const entries = await readdir(migrations, { withFileTypes: true });
  const all = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  for (const earlier of all.filter((folder) => folder < before)) await apply(earlier);
  return {
    url,
    client,
    async migrate(wanted) {
      for (const later of wanted === undefined ? all.filter((folder) => folder >= before) : [wanted])
        await apply(later);
    },
    async drop() {
      await client.end();
      await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
