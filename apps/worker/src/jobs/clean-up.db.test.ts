import type { CleanupPolicy } from "@understudy/domain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Pool } from "../../../../packages/database/src/index.ts";
import {
  deleteMock,
  deleteNamespace,
  getCleanupPolicy,
  getMock,
  restoreNamespace,
  setCleanupPolicy,
} from "../../../../packages/management/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { createCleanup } from "./clean-up.ts";

let installation: TestManagement;
let pool: Pool;
const dayMs = 86_400_000;

beforeAll(async () => {
  installation = await openTestManagement();
  pool = openTestPool(installation.databaseUrl);
});

afterAll(async () => {
  await pool.end();
  await installation.close();
});

const made: string[] = [];
let namespace = "";
beforeEach(async () => {
  namespace = `space-${made.push("one")}`;
  await installation.createNamespace(namespace);
});

const policy = (given: CleanupPolicy) =>
  setCleanupPolicy(installation.management, installation.admin, { namespace, scope: "namespace", policy: given });
/** Cleans up as it would so many days from now; for everything, or for whose schedules were due. */
const runIn = (days: number, subjects: readonly string[] = []) =>
  createCleanup({ db: installation.management.db, pool })({
    ...{ subjects, now: new Date(Date.now() + days * dayMs) },
    isStopped: () => false,
    report: () => Promise.resolve(),
  });
const mocks = async () => {
  const rows = await installation.management.db.mock.findMany({
    where: { namespaceName: namespace },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id, closedAt, closedBy, closedReason }) =>
    closedAt === null ? id : `${id} (${closedBy ?? ""}, ${closedReason ?? ""})`,
  );
};
const save = (id: string, rest = {}) => installation.save(id, rest, namespace);
const remove = (id: string) => deleteMock(installation.management, installation.admin, { id, namespace });

test("expired and unused mocks are deleted, and those that were called lately stay", async () => {
  await save("called");
  await save("expired", { ttl: 60 });
  await save("unused");
  const lastUseAt = new Date(Date.now() + 50 * dayMs);
  await installation.management.db.mockUse.create({
    data: { namespaceName: namespace, mockId: "called", uses: 1, lastUseAt },
  });
  await policy({ autoCleanup: true, mockRetentionDays: 10, unusedMockThresholdDays: 40 });
  await runIn(9);
  expect(await mocks()).toEqual(["called", "expired", "unused"]);
  const version = async () =>
    (await installation.management.db.namespace.findUniqueOrThrow({ where: { name: namespace } })).version;
  const before = await version();
  await runIn(11);
  expect(await mocks()).toEqual(["called", "expired (cleanup, expired)", "unused"]);
  expect(await version()).toBe(before + 1n);
  await runIn(41);
  expect(await mocks()).toEqual(["called", "unused (cleanup, unused)"]);
});

test("a namespace with a schedule of its own is cleaned up when that is due, and not with the others", async () => {
  await save("expired", { ttl: 60 });
  await policy({ enabled: true, retentionDays: 1, schedule: "0 3 * * *" });
  await runIn(5, ["", "another"]);
  expect(await mocks()).toEqual(["expired"]);
  await remove("expired");
  // The trash is the installation's business.
  await runIn(40, [namespace]);
  expect(await mocks()).toEqual([]);
});

test("a schedule that is none is refused at its path", async () => {
  await expect(policy({ enabled: true, cleanupSchedule: "at night", schedule: "* * *" })).rejects.toMatchObject({
    code: "validation",
    problems: [{ path: "$.schedule" }, { path: "$.cleanupSchedule" }],
  });
});

test("a policy that is switched off does nothing, nor does one that was never written", async () => {
  await save("expired", { ttl: 60 });
  await runIn(5);
  await policy({ enabled: false, retentionDays: 1, unusedMockThresholdDays: 1 });
  await runIn(5);
  expect(await mocks()).toEqual(["expired"]);
});

test("deleted mocks are purged with their history and log, the live ones of the same calls are not", async () => {
  for (const id of ["gone", "kept"]) {
    await save(id);
    await pool.query(
      `insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, mock_id, status,
         response_headers, duration_ms)
       values ($1, $2, now(), 'GET', '/', '', '[]', '', $2, 200, '[]', 1)`,
      [namespace, id],
    );
  }
  await remove("gone");
  await policy({ enabled: true, retentionDays: 3, cleanupDeletedMocks: true, cleanupExpiredMocks: false });
  await runIn(2);
  expect(await mocks()).toEqual(["gone (admin, )", "kept"]);
  await runIn(4);
  expect(await mocks()).toEqual(["kept"]);
  const { rows } = await pool.query(
    `select (select count(*)::int from logged_request where namespace = $1) as logged,
       (select count(*)::int from mock_version where namespace = $1) as versions`,
    [namespace],
  );
  expect(rows).toEqual([{ logged: 1, versions: 1 }]);
});

test("logs and calls that nothing matched go after their days", async () => {
  const insert = (id: string, days: number) =>
    pool.query(
      `insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, status,
         response_headers, duration_ms)
       values ($1, $2, now() - $3 * interval '1 day', 'GET', '/', '', '[]', '', 404, '[]', 1)`,
      [namespace, id, days],
    );
  await insert("a-old", 8);
  await insert("b-new", 1);
  await pool.query(
    `insert into undefined_request (namespace, id, method, path, calls, first_seen_at, last_seen_at, query, request_headers)
     select $1, gen_random_uuid(), 'GET', '/' || d, 1, now(), now() - d * interval '1 day', '', '[]' from unnest('{1,8}'::int[]) d`,
    [namespace],
  );
  await policy({ autoCleanupEnabled: true, logsRetentionDays: 7, undefinedRequestRetentionDays: 7 });
  await runIn(0);
  const { rows } = await pool.query(
    `select (select array_agg(id) from logged_request where namespace = $1) as logged,
       (select array_agg(path) from undefined_request where namespace = $1) as undefined_requests`,
    [namespace],
  );
  expect(rows).toEqual([{ logged: ["b-new"], undefined_requests: ["/1"] }]);
});

test("the trash is emptied after its days, of namespaces with all that was in them", async () => {
  await save("deleted");
  await remove("deleted");
  await save("live");
  await runIn(29);
  expect(await mocks()).toEqual(["deleted (admin, )", "live"]);
  await runIn(31);
  expect(await mocks()).toEqual(["live"]);

  await insertDeliveries(pool, [makeDelivery({ namespace })]);
  await deleteNamespace(installation.management, installation.admin, { namespace, scope: "installation" });
  await runIn(29);
  await restoreNamespace(installation.management, installation.admin, namespace);
  expect(await getMock(installation.management, installation.admin, { id: "live", namespace })).toMatchObject({
    id: "live",
  });
  await deleteNamespace(installation.management, installation.admin, { namespace, scope: "installation" });
  await runIn(31);
  expect(await mocks()).toEqual([]);
  await expect(restoreNamespace(installation.management, installation.admin, namespace)).rejects.toMatchObject({
    code: "not_found",
  });
  const { rows } = await pool.query("select 1 from delivery where namespace = $1", [namespace]);
  expect(rows).toEqual([]);
});

test("a policy reads back as it was written, by members who may, and is not for editors to write", async () => {
  const editor = await installation.createMember("ed", { [namespace]: "editor" });
  const where = { namespace, scope: "namespace" } as const;
  await policy({ enabled: true, own: { deep: [1, null] } });
  expect(await getCleanupPolicy(installation.management, editor, where)).toMatchObject({
    enabled: true,
    autoCleanup: true,
    own: { deep: [1, null] },
  });
  await expect(setCleanupPolicy(installation.management, editor, { ...where, policy: {} })).rejects.toMatchObject({
    code: "forbidden",
  });
  const unknown = { namespace: "nowhere", scope: "installation" } as const;
  await expect(getCleanupPolicy(installation.management, installation.admin, unknown)).rejects.toMatchObject({
    code: "not_found",
  });
});
