import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { openManagementOn } from "../../../../test/management.ts";
import { connectToUrl } from "../../../../test/postgres.ts";
import { startWriters, type Writer } from "../../../../test/writers.ts";
import { MockInputSchema } from "../../../domain/src/index.ts";
import { closeManagement, createFolder, type Management, saveMock, setStoreEntry } from "../index.ts";

const namespace = "sandbox";
let installation: BackedUpInstallation;
/** As another process has it. */
let other: Management;
let client: Awaited<ReturnType<typeof connectToUrl>>;

beforeEach(async () => {
  installation = await openInstallation();
  other = openManagementOn(installation.databaseUrl, { backupFolder: installation.folder });
  client = await connectToUrl(installation.databaseUrl);
});
afterEach(async () => {
  await client.end();
  await closeManagement(other);
  await installation.close();
});

function save(management: Management, id: string, payload: unknown) {
  const input = MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload } });
  return saveMock(management, installation.admin, { input, namespace });
}

const storeKey = { namespace, chainId: "" };
const readVersion = async () =>
  (await installation.management.db.namespace.findUniqueOrThrow({ where: { name: namespace } })).version;

/** A stub call as a resolver commits it: locks of a store, then rows of two tables, none of which names the namespace by a foreign key. */
async function call(requestId: string): Promise<void> {
  await client.query("begin");
  await client.query("select value from store_entry where namespace = $1 and key = any ($2) order by key for update", [
    namespace,
    ["a", "b"],
  ]);
  await client.query(
    `insert into delivery (namespace, id, state, target, mock_id, mock_version, callback_index, callback_type, request_id, due_at,
       attempts_max, retry_delay_ms, timeout_ms) values ($1, $2::uuid, 'pending', 'http://example.com', 'm', 1, 0, 'http', $2::uuid::text, now(), 1, 1, 1)`,
    [namespace, requestId],
  );
  await client.query("insert into message (namespace, delivery_id, head, body) values ($1, $2, '', '')", [
    namespace,
    requestId,
  ]);
  await client.query("update store_entry set value = to_json($2::text) where namespace = $1 and key in ('a', 'b')", [
    namespace,
    requestId,
  ]);
  await client.query("commit");
}

function listWriters() {
  const { management, admin } = installation;
  const folder = (name: string) => ({ namespace, name, parentId: null, sortOrder: 0 });
  return {
    made: startWriters(2, (writer, nth) => save(writer === 0 ? management : other, `made-${writer}-${nth}`, nth)),
    shared: startWriters(2, (writer, nth) => save(writer === 0 ? management : other, "shared", `${writer} ${nth}`)),
    stored: startWriters(2, (writer, nth) =>
      setStoreEntry(other, admin, { store: storeKey, key: `key-${writer}`, value: nth }),
    ),
    folders: startWriters(1, (_writer, nth) => createFolder(management, admin, folder(`folder-${nth}`))),
    calls: startWriters(1, (_writer, _nth, id) => call(id)),
  };
}

/** Of what a writer wrote in this order, those that are there: they must be the last ones, and neither none nor all. */
function expectLast(written: readonly string[], there: ReadonlySet<string>): void {
  const kept = written.filter((name) => there.has(name));
  expect(kept).toEqual(written.slice(written.length - kept.length));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(written.length);
}

describe.each([
  ["the whole installation", null],
  ["one namespace", namespace],
])("writes beside a restore of %s", (_what, restored) => {
  it("come before it, and are replaced, or after it, and stay; none fails, is half, or loses its version", async () => {
    const { management, admin } = installation;
    for (const key of ["a", "b"]) await setStoreEntry(management, admin, { store: storeKey, key, value: "file" });
    await save(management, "shared", "file");
    await save(management, "untouched", "file");
    const { id } = await installation.backUp(restored);
    const before = await readVersion();

    const writers = listWriters();
    const all: Writer[] = Object.values(writers);
    await Promise.all(all.map((writer) => writer.waitForMore(3)));
    expect(await installation.restore(id)).toMatchObject({ status: "completed", reason: null });
    await Promise.all(all.map((writer) => writer.waitForMore(3)));
    expect((await Promise.all(all.map((writer) => writer.stop()))).flat()).toEqual([]);

    const { made, shared, stored, folders, calls } = writers;
    const { mock, mockFolder, storeEntry, delivery, message, mockVersion } = management.db;
    const raised = [...made.written, ...shared.written].flat().length;
    expect(await readVersion()).toBe(before + BigInt(raised) + 1n);

    const untouched = await mock.findFirstOrThrow({ where: { id: "untouched" } });
    const restoredAt = untouched.changedAt;
    const mocks = await mock.findMany({ where: { id: { startsWith: "made-" } } });
    expect(mocks).toHaveLength(made.written.flat().length);
    for (const { closedReason, changedAt } of mocks) {
      if (closedReason === null) expect(changedAt).toBeGreaterThan(restoredAt);
      else expect([closedReason, changedAt]).toEqual(["restored", restoredAt]);
    }
    const live = new Set(mocks.filter(({ closedReason }) => closedReason === null).map((row) => row.id));
    made.written.forEach((written, writer) =>
      expectLast(
        written.map(({ nth }) => `made-${writer}-${nth}`),
        live,
      ),
    );

    // The saves after it begin at the version of the file, one after the other.
    const last = await mock.findFirstOrThrow({ where: { id: "shared" } });
    const lastOfEach = shared.written.map((written, writer) => `${writer} ${written.at(-1)?.nth}`);
    expect(lastOfEach.some((payload) => last.definition.includes(payload))).toBe(true);
    const versions = await mockVersion.findMany({ where: { mockId: "shared" }, orderBy: { version: "asc" } });
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_row, index) => index + 1));
    expect(versions.length).toBeLessThan(shared.written.flat().length);

    for (const [writer, written] of stored.written.entries()) {
      const row = await storeEntry.findFirstOrThrow({ where: { key: `key-${writer}` } });
      expect(row.value).toBe(JSON.stringify(written.at(-1)?.nth));
    }
    const folderNames = new Set((await mockFolder.findMany()).map(({ name }) => name));
    expectLast(
      (folders.written[0] ?? []).map(({ nth }) => `folder-${nth}`),
      folderNames,
    );
    const sent = new Set((await delivery.findMany()).map((row) => row.id));
    expectLast(
      (calls.written[0] ?? []).map((written) => written.id),
      sent,
    );
    const messages = await message.findMany();
    expect(new Set(messages.map(({ deliveryId }) => deliveryId))).toEqual(sent);
    const values = await storeEntry.findMany({ where: { key: { in: ["a", "b"] } } });
    expect(new Set(values.map(({ value }) => value)).size).toBe(1);
  });

  it("that hold a row while it begins are not ended because of it, however long they take", async () => {
    const { id } = await installation.backUp(restored);
    await client.query("begin");
    // As who makes a folder does first.
    await client.query("select from namespace where name = $1 for update", [namespace]);
    const restore = installation.restore(id);
    await expect.poll(() => countWaiting(), { timeout: 30_000 }).toBeGreaterThan(0);
    const folderId = randomUUID();
    // PostgreSQL looks for circles after a second of waiting.
    await client.query("insert into mock_folder (namespace, id, name, sort_order) values ($1, $2, 'held', 0)", [
      namespace,
      folderId,
    ]);
    await client.query("commit");
    expect(await restore).toMatchObject({ status: "completed", reason: null });
    expect(await installation.management.db.mockFolder.count()).toBe(0);
  });

  it("are not parted, should it have to wait for somebody in its midst", async () => {
    const { delivery, message } = installation.management.db;
    const { id } = await installation.backUp(restored);
    const first = randomUUID();
    await call(first);
    const holder = await connectToUrl(installation.databaseUrl);
    await holder.query("begin");
    await holder.query("update message set body = '1' where delivery_id = $1", [first]);
    const restore = installation.restore(id);
    await expect.poll(() => countWaiting(), { timeout: 30_000 }).toBeGreaterThan(0);
    // Both of its rows are written while the restore waits.
    await call(randomUUID());
    await holder.query("commit");
    await holder.end();
    expect(await restore).toMatchObject({ status: "completed", reason: null });
    const kept = (await delivery.findMany()).map((row) => row.id);
    expect((await message.findMany()).map(({ deliveryId }) => deliveryId)).toEqual(kept);
  });
});

async function countWaiting(): Promise<number> {
  const [row] = await installation.management.db.$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query ~* '^lock table|for update|^delete from'`,
  );
  return row?.count ?? 0;
}
