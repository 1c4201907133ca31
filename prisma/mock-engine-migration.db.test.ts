import { afterAll, beforeAll, expect, it } from "vitest";
import { type EarlierDatabase, openEarlierDatabase } from "../test/earlier-database.ts";

/** A database that was used before the migration of this name, and is migrated then. */
const migration = "20261126200000_mock_engine";
let database: EarlierDatabase;
let client: EarlierDatabase["client"];

beforeAll(async () => {
  database = await openEarlierDatabase(migration);
  ({ client } = database);
});

afterAll(() => database.drop());

const insert = (id: string, definition: object) =>
  client.query("insert into mock (namespace, id, definition, version, changed_at) values ('team', $1, $2, 3, 1)", [
    id,
    JSON.stringify(definition),
  ]);

it("mocks that were saved before get a history, and what is looked for of them its columns", async () => {
  await client.query("insert into namespace (name) values ('team')");
  await insert("filed", {
    folderId: "f",
    chainId: "c",
    http: { route: "/a" },
    response: { payloadTemplatePath: "p.json" },
  });
  await insert("plain", { http: { route: "/b", conditions: [{ path: "$", valueFromFile: "e.txt" }] } });
  // What PostgreSQL's JSON operators refuse must not keep anybody from upgrading.
  await insert("hostile", { folderId: "nul \0", http: { route: "/c" } });
  await database.migrate(migration);
  const { rows } = await client.query(
    "select id, folder_id, chain_id, template_names from mock where namespace = 'team' order by id",
  );
  expect(rows).toEqual([
    { id: "filed", folder_id: "f", chain_id: "c", template_names: ["p.json"] },
    { id: "hostile", folder_id: null, chain_id: null, template_names: null },
    { id: "plain", folder_id: null, chain_id: null, template_names: ["e.txt"] },
  ]);
  const history = await client.query(
    "select mock_id, version, definition = (select definition from mock where id = mock_id) as is_same from mock_version order by mock_id",
  );
  expect(history.rows).toEqual(["filed", "hostile", "plain"].map((id) => ({ mock_id: id, version: 3, is_same: true })));
});
