import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "../packages/management/src/identity/password.ts";
import {
  closeManagement,
  findBearerActor,
  getMock,
  listStore,
  listDeliveries,
  listMocks,
  listNamespaces,
  listRequests,
  listTrash,
  type Management,
  signIn,
} from "../packages/management/src/index.ts";
import { type EarlierDatabase, openEarlierDatabase } from "../test/earlier-database.ts";
import { openManagementOn } from "../test/management.ts";

/** An installation that was used before users had accounts: everything is there afterwards, and nobody is locked out. */
let database: EarlierDatabase;
let management: Management;
const apiToken = "mk_before_the_migration";
const ada = "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e";
const delivery = "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4f";

beforeAll(async () => {
  database = await openEarlierDatabase("20261127030100_users");
  await fill();
  await database.migrate();
  management = openManagementOn(database.url);
});

afterAll(async () => {
  await closeManagement(management);
  await database.drop();
});

async function fill(): Promise<void> {
  const { client } = database;
  const insert = (text: string, values: unknown[] = []) => client.query(text, values);
  await insert("insert into installation (id, secret_key_fingerprint) values (1, 'fingerprint')");
  await insert("insert into namespace (name, version) values ('team', 3)");
  await insert("insert into namespace (name, closed_at) values ('gone', '2020-01-01')");
  await insert("insert into app_user (id, login, password_hash, system_role) values ($1, 'ada', $2, 'user')", [
    ada,
    await hashPassword("correct horse battery"),
  ]);
  await insert("insert into member (namespace, user_id, role) values ('team', $1, 'owner')", [ada]);
  await insert("insert into session (id_hash, user_id, expires_at) values ('hash', $1, now() + interval '1 day')", [
    ada,
  ]);
  await insert(
    "insert into api_token (id, hash, name, user_id, allowed_actions, created_at) values (gen_random_uuid(), $1, 'ci', $2, '{mock.read}', '2026-11-01')",
    [createHash("sha256").update(apiToken).digest(), ada],
  );
  const mock = "insert into mock (namespace, id, definition, tags, template_names, version, changed_at, closed_at)";
  const definition = JSON.stringify({ http: { route: "/orders", httpMethod: "GET" }, response: { statusCode: 200 } });
  await insert(`${mock} values ('team', 'live', $1, '{a}', '{}', 2, 3, null)`, [definition]);
  await insert(`${mock} values ('team', 'deleted', $1, '{}', '{}', 1, 2, '2020-01-01')`, [definition]);
  await insert("insert into store_entry (namespace, key, value) values ('team', 'counter', '41')");
  await insert(
    `insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, mock_id, status, response_headers, duration_ms)
     values ('team', 'req_1', now(), 'GET', '/orders', '', '[]', '127.0.0.1', 'live', 200, '[]', 1)`,
  );
  await insert(
    `insert into delivery (namespace, id, state, target, due_at, attempts_max, retry_delay_ms, timeout_ms, mock_id, mock_version, request_id, callback_index, callback_type)
     values ('team', $1, 'failed', 'http://127.0.0.1:1', now(), 1, 0, 1000, 'live', 2, 'req_1', 0, 'http')`,
    [delivery],
  );
}

describe("after the migration", () => {
  const asAda = async () => {
    const actor = await findBearerActor(management, apiToken);
    if (actor === null) throw new Error("the token is worth nothing any more");
    return actor;
  };

  it("people sign in as before, and see what they saw", async () => {
    const result = await signIn(management, { login: "ada", password: "correct horse battery" });
    expect(result).toMatchObject({ kind: "signed-in", namespaces: ["team"], user: { mustChangePassword: false } });
    const seen = await listNamespaces(management, { ...(await asAda()), token: null });
    expect(seen.map(({ name }) => name)).toEqual(["team"]);
  });

  it("tokens are what they were, without limits", async () => {
    expect(await asAda()).toMatchObject({
      login: "ada",
      token: { allowedActions: ["mock.read"], rateLimits: { minute: null, hour: null, day: null } },
    });
    const { rows } = await database.client.query("select updated_at = created_at as is_same from api_token");
    expect(rows).toEqual([{ is_same: true }]);
  });

  it("mocks, stores, calls and deliveries are there", async () => {
    const reader = { ...(await asAda()), token: null };
    const page = { namespace: "team", offset: 0, limit: 10 };
    expect((await listMocks(management, reader, page)).mocks.map(({ id, version }) => [id, version])).toEqual([
      ["live", 2],
    ]);
    expect(await getMock(management, reader, { id: "live", namespace: "team" })).toMatchObject({
      definition: { http: { route: "/orders" }, tags: ["a"] },
    });
    const { entries } = await listStore(management, reader, { store: { namespace: "team", chainId: "" }, limit: 10 });
    expect(entries).toEqual([["counter", 41]]);
    expect((await listRequests(management, reader, { namespace: "team", limit: 10 })).requests).toHaveLength(1);
    const { deliveries } = await listDeliveries(management, reader, {
      namespace: "team",
      cursor: undefined,
      limit: 10,
    });
    expect(deliveries.map(({ id, state }) => [id, state])).toEqual([[delivery, "failed"]]);
  });

  it("what was deleted long ago is in the trash, and is kept as long as what is deleted today", async () => {
    const { rows } = await database.client.query<{ id: string; is_new: boolean; has_group: boolean }>(
      `select id, closed_at > now() - interval '1 hour' as is_new, cascade_group_id is not null as has_group from mock where closed_at is not null
       union all select name, closed_at > now() - interval '1 hour', cascade_group_id is not null from namespace where closed_at is not null
       order by id`,
    );
    expect(rows).toEqual([
      { id: "deleted", is_new: true, has_group: true },
      { id: "gone", is_new: true, has_group: true },
    ]);
    const owner = { ...(await asAda()), token: null };
    const trash = await listTrash(management, owner, {
      place: { namespace: "team" },
      filter: { namespace: "team" },
      ...{ offset: 0, limit: 10 },
    });
    expect(trash.items.map(({ id }) => id)).toEqual(["deleted"]);
  });
});
