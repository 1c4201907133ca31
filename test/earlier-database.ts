import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { applyMigrations, listMigrations } from "./apply-migrations.ts";
import { connectToUrl, runOnServer, urlOfDatabase } from "./postgres.ts";

/** A database as an earlier version left it. */
export interface EarlierDatabase {
  url: string;
  client: Awaited<ReturnType<typeof connectToUrl>>;
  /** Applies one migration, or all that are left. */
  migrate: (name?: string) => Promise<void>;
  drop: () => Promise<void>;
}

/** Makes a database with all migrations before the one of this name. */
export async function openEarlierDatabase(before: string): Promise<EarlierDatabase> {
  const { serverUrl } = inject("postgres");
  const name = `upgrade_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = urlOfDatabase(serverUrl, name);
  const client = await connectToUrl(url);
  const all = await listMigrations();
  await applyMigrations(
    client,
    all.filter((earlier) => earlier < before),
  );
  return {
    url,
    client,
    async migrate(wanted) {
      await applyMigrations(client, wanted === undefined ? all.filter((later) => later >= before) : [wanted]);
    },
    async drop() {
      await client.end();
      await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
