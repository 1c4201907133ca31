import { createHttpMessage, encodeMessage } from "@understudy/domain";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { connectToUrl } from "../../../test/postgres.ts";
import { recordSelects, type SentStatement } from "../../../test/record-statements.ts";
import type { Actor } from "./actor.ts";
import {
  createApiToken,
  findBearerActor,
  getCounts,
  listApiTokens,
  listDeliveries,
  listMembers,
  listMockLogs,
  listMocks,
  listMockVersions,
  listNamespaces,
  listRequests,
  listStore,
  listTags,
  listTemplates,
  listTrash,
  listUndefinedRequests,
} from "./index.ts";

const head = encodeMessage(createHttpMessage({ url: "http://127.0.0.1:1", hops: 1 }).message);

/** A thousand tenants with as much of everything as makes PostgreSQL choose by what it costs. */
const fill = `
  insert into namespace (name, version) select 'tenant-' || n, 1 from generate_series(1, 1000) n;
  insert into mock (namespace, id, definition, route, tags, template_names, changed_at)
    select 'tenant-' || n, 'order-' || m, '{"http":{"route":"/orders"}}', '/orders/' || m, array['orders'], '{}', 1
    from generate_series(1, 1000) n, generate_series(1, 30) m;
  insert into mock_version (namespace, mock_id, version, definition)
    select namespace, id, version, definition from mock;
  insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, mock_id, status, response_headers, duration_ms)
    select namespace, 'req_' || m || id, now(), 'GET', '/orders', '', '[]', '127.0.0.1', id, 200, '[]', 1
    from mock, generate_series(1, 2) m;
  insert into undefined_request (namespace, id, method, path, calls, first_seen_at, last_seen_at, query, request_headers)
    select namespace, gen_random_uuid(), 'GET', '/missing', 1, now(), now(), '', '[]' from mock;
  insert into delivery (namespace, id, state, target, due_at, attempts_max, retry_delay_ms, timeout_ms, mock_id, mock_version, request_id, callback_index, callback_type)
    select namespace, gen_random_uuid(), 'delivered', 'http://127.0.0.1:1', now(), 1, 0, 1000, id, 1, 'req_' || id, 0, 'http' from mock;
  insert into message (namespace, delivery_id, head) select namespace, id, '${head}' from delivery;
  insert into tag (namespace, name) select namespace, id from mock;
  insert into template_file (namespace, name, content) select namespace, id, '' from mock;
  insert into mock_use (namespace, mock_id, uses) select namespace, id, 1 from mock;
  insert into store_entry (namespace, chain_id, key, value)
    select namespace, case when id like '%1' then '' else 'chain' end, id, '1' from mock;
  insert into app_user (id, login, password_hash) select gen_random_uuid(), 'user-' || n, '-' from generate_series(1, 5000) n;
  insert into member (namespace, user_id, role)
    select 'tenant-' || (row_number() over () % 1000 + 1), id, 'viewer' from app_user where login like 'user-%';
  insert into api_token (id, hash, name, user_id, allowed_actions)
    select gen_random_uuid(), login::bytea, login, id, '{}' from app_user where login like 'user-%';
  analyze;
`;

let test: TestManagement;
let own: Awaited<ReturnType<typeof connectToUrl>>;

beforeAll(async () => {
  test = await openTestManagement();
  own = await connectToUrl(test.databaseUrl);
  await own.query(fill);
  const { rows } = await own.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= 1000",
  );
  for (const { name } of rows) grown.add(name);
}, 120_000);

afterAll(async () => {
  await own.end();
  await test.close();
});

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: Plan[];
}

/** What there is as much of as tenants make: of resolvers, say, there are never many. */
const grown = new Set<string>();

async function explain({ text, values }: SentStatement): Promise<Plan> {
  const { rows } = await own.query<{ "QUERY PLAN": { Plan: Plan }[] }>(`explain (format json) ${text}`, values);
  const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
  if (plan === undefined) throw new Error(`no plan for ${text}`);
  return plan;
}

function listWholeReads(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(listWholeReads);
  const table = plan["Relation Name"] ?? "";
  return plan["Node Type"] === "Seq Scan" && grown.has(table) ? [table, ...below] : below;
}

const namespace = "tenant-500";
const page = { offset: 0, limit: 100 };
/** A page somewhere in a list. */
const behind = { after: { at: new Date(), id: "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e" }, limit: 100 };
const reads: Record<string, (test: TestManagement, member: Actor) => Promise<unknown>> = {
  "mocks of a namespace": ({ management, admin }) => listMocks(management, admin, { namespace, ...page }),
  "mocks by part of a route": ({ management, admin }) =>
    listMocks(management, admin, { namespace, search: "orders/7", ...page }),
  "mocks by tag": ({ management, admin }) => listMocks(management, admin, { namespace, tags: ["orders"], ...page }),
  "mocks of a chain": ({ management, admin }) => listMocks(management, admin, { namespace, chainId: "chain", ...page }),
  "the history of a mock that is looked up by its id": ({ management }, member) =>
    listMockVersions(management, member, { id: "order-7", namespace: undefined }),
  "calls of a mock": ({ management, admin }) =>
    listMockLogs(management, admin, { reference: { id: "order-7", namespace }, ...page }),
  "calls of a namespace": ({ management, admin }) => listRequests(management, admin, { namespace, limit: 100 }),
  "calls by path": ({ management, admin }) =>
    listRequests(management, admin, { namespace, path: "orders", limit: 100 }),
  "undefined requests": ({ management, admin }) => listUndefinedRequests(management, admin, { namespace, ...page }),
  deliveries: ({ management, admin }) =>
    listDeliveries(management, admin, { namespace, cursor: undefined, limit: 100 }),
  "deliveries of a request": ({ management, admin }) =>
    listDeliveries(management, admin, { namespace, requestId: "req_order-7", cursor: undefined, limit: 100 }),
  "entries of a store": ({ management, admin }) =>
    listStore(management, admin, { store: { namespace, chainId: "chain" }, after: "order-1", limit: 100 }),
  tags: ({ management, admin }) => listTags(management, admin, { namespace, limit: 100 }),
  "tokens of a user": ({ management }, member) => listApiTokens(management, member, { isOfAll: false, ...behind }),
  "members of a namespace": ({ management, admin }) =>
    listMembers(management, admin, { namespace, scope: "namespace", ...behind }),
  templates: ({ management, admin }) =>
    listTemplates(management, admin, { namespace, search: "", after: "order-1", limit: 100 }),
  "trash of a namespace": ({ management, admin }) => {
    const after = { at: new Date(), type: "mock" as const, namespace, id: "order-7" };
    return listTrash(management, admin, { place: { namespace }, filter: { namespace }, after, limit: 100 });
  },
  "undefined requests behind one": ({ management, admin }) =>
    listUndefinedRequests(management, admin, { namespace, ...behind }),
  counts: ({ management, admin }) => getCounts(management, admin, namespace),
};

it.each(Object.entries(reads))("%s are found by indexes", async (_, read) => {
  const member = await test.createMember(`member-${Math.random()}`, { [namespace]: "editor" });
  const statements = await recordSelects(() => read(test, member));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    expect({ statement: statement.text, whole: listWholeReads(await explain(statement)) }).toEqual({
      statement: statement.text,
      whole: [],
    });
  }
});

it("a member's namespaces and who a token speaks for are found by indexes", async () => {
  const member = await test.createMember("lister", { [namespace]: "editor" });
  const { token } = await createApiToken(test.management, member, {
    name: "t",
    description: "",
    allowed_actions: [],
    metadata: {},
  });
  const statements = [
    ...(await recordSelects(() => listNamespaces(test.management, member))),
    ...(await recordSelects(() => findBearerActor(test.management, token))),
  ];
  expect(statements.length).toBeGreaterThan(2);
  for (const statement of statements) expect(listWholeReads(await explain(statement))).toEqual([]);
});

it("notices a statement that reads a table whole", async () => {
  const statements = await recordSelects(() => test.management.db.mock.findMany({ where: { definition: "no index" } }));
  expect(listWholeReads(await explain(statements[0] ?? { text: "", values: [] }))).toEqual(["mock"]);
});
