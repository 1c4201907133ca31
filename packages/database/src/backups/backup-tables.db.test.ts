import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "pg";
import { connectTo, createTestDatabase, type TestDatabase } from "../../../../test/postgres.ts";
import { backedUpTables, leftOutTables } from "./backup-tables.ts";
import { readBackupTables, runOn } from "./read-schema.ts";

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectTo(database);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe("the tables of a backup", () => {
  it("are all that the schema has, but for those that are left out for a reason", async () => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename::text as name from pg_tables where schemaname = current_schema()",
    );
    const decided = [...Object.keys(backedUpTables), ...Object.keys(leftOutTables)];
    // A new table: does it belong into a backup? Say so in backup-tables.ts.
    expect(rows.map(({ name }) => name).sort()).toEqual(decided.sort());
  });

  it("come behind those that they refer to", async () => {
    const tables = await readBackupTables(runOn(client));
    const places = new Map(tables.map(({ name }, place) => [name, place]));
    for (const { name, references } of tables) {
      for (const { table } of references) expect(places.get(table) ?? -1).toBeLessThanOrEqual(places.get(name) ?? -1);
    }
    expect(tables.find(({ name }) => name === "api_token")?.references).toContainEqual({
      columns: ["user_id"],
      table: "app_user",
      tableColumns: ["id"],
    });
  });

  it("name every setting of the installation's one row, or leave it for a reason", async () => {
    const tables = await readBackupTables(runOn(client));
    const columns = tables.find(({ name }) => name === "installation")?.columns ?? [];
    expect([...columns].sort()).toEqual(
      [
        // Say which installation this is, and since when: they stay.
        ...["id", "secret_key_fingerprint", "previous_key_fingerprint", "created_at"],
        // Are restored (apply-restore.ts).
        ...["trash_enabled", "trash_kept_days", "trash_changed_at", "trash_changed_by"],
      ].sort(),
    );
  });
});
