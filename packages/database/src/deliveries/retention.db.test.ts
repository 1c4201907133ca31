import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import type { Pool } from "../pool.ts";
import type { NewDelivery } from "./enqueue.ts";
import { firstIdOf } from "./quota.ts";
import { listKeptPasts, removePast } from "./retention.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt, logged_request"));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const day = 86_400_000;
let made = 0;

/** As resolvers name them: in the order of time. */
function idAt(at: number): string {
  made += 1;
  return firstIdOf(at).slice(0, 24) + made.toString(16).padStart(12, "0");
}

/** Deliveries of so many days ago, each with an attempt. */
async function insertOld(ages: readonly number[], given: Partial<NewDelivery> = {}): Promise<string[]> {
  const deliveries = ages.map((age) => makeDelivery({ id: idAt(Date.now() - age * day), ...given }));
  await insertDeliveries(pool, deliveries);
  const ids = deliveries.map(({ id }) => id);
  await pool.query(
    `insert into attempt (namespace, delivery_id, number, started_at, duration_ms, is_delivered)
     select namespace, id, 1, now(), 1, true from delivery where id = any($1)`,
    [ids],
  );
  await pool.query(
    `update delivery d set state = 'delivered', finished_at = now() - a.age * interval '1 day'
     from unnest($1::uuid[], $2::float8[]) a(id, age) where d.id = a.id`,
    [ids, ages],
  );
  return ids;
}

const idsIn = async (table: "delivery" | "message" | "attempt"): Promise<string[]> => {
  const column = table === "delivery" ? "id" : "delivery_id";
  const { rows } = await pool.query<{ id: string }>(`select ${column} as id from ${table} order by 1`);
  return rows.map(({ id }) => id);
};

const keep = (days: number, deliveries: number) => ({
  namespace: "sandbox",
  before: new Date(Date.now() - days * day),
  deliveries,
});

test("what ended too long ago goes, with its attempts and its message; what is not final stays, however old", async () => {
  const [, , young] = await insertOld([9, 8, 2]);
  const [foreign] = await insertOld([9], { namespace: "other" });
  const [pending] = await insertOld([20]);
  await pool.query("update delivery set state = 'pending', finished_at = null where id = $1", [pending]);
  // Redelivered yesterday: it ended then.
  const [again] = await insertOld([10]);
  await pool.query("update delivery set finished_at = now() - interval '1 day' where id = $1", [again]);
  expect(await removePast(pool, keep(7, 1_000), () => false)).toEqual({ deliveries: 2, requests: 0 });
  const left = [young, foreign, pending, again].sort();
  expect((await idsIn("delivery")).sort()).toEqual(left);
  expect((await idsIn("message")).sort()).toEqual(left);
  expect((await idsIn("attempt")).sort()).toEqual(left);
});

test("of more than are kept the newest stay; thousands go in batches", async () => {
  const ids = await insertOld(Array.from({ length: 3_500 }, (_, n) => 5 - n / 1_000));
  await pool.query("update delivery set state = 'pending', finished_at = null where id = any($1)", [
    ids.slice(0, 1_200),
  ]);
  expect((await removePast(pool, keep(30, 300), () => false)).deliveries).toBe(2_000);
  expect(await idsIn("delivery")).toEqual([...ids.slice(0, 1_200), ...ids.slice(3_200)]);
  expect(await removePast(pool, keep(30, 300), () => false)).toEqual({ deliveries: 0, requests: 0 });
});

test("a run that is stopped leaves the rest to the next", async () => {
  await insertOld(Array.from({ length: 2_500 }, () => 9));
  let looks = 0;
  const stopped = await removePast(pool, keep(7, 10_000), () => (looks += 1) > 1);
  expect(stopped.deliveries).toBe(1_000);
  expect((await removePast(pool, keep(7, 10_000), () => false)).deliveries).toBe(1_500);
});

test("calls of the request log that came in too long ago go", async () => {
  await pool.query(
    `insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, status, response_headers, duration_ms)
     select 'sandbox', lpad(n::text, 6, '0'), now() - (2500 - n) * interval '1 hour', 'GET', '/', '', '[]', '', 200, '[]', 1
     from generate_series(1, 2500) n`,
  );
  expect((await removePast(pool, keep(10, 1_000), () => false)).requests).toBe(2_260);
  const { rows } = await pool.query("select count(*)::int as count from logged_request");
  expect(rows).toEqual([{ count: 240 }]);
});

test("each namespace says how much it keeps", async () => {
  await pool.query("insert into namespace (name, deliveries_kept_days, deliveries_kept_max) values ('short', 2, 500)");
  const now = new Date("2026-11-27T00:00:00Z");
  const kept = await listKeptPasts(pool, now);
  expect(kept).toContainEqual({ namespace: "short", before: new Date("2026-11-25T00:00:00Z"), deliveries: 500 });
  expect(kept).toContainEqual({
    namespace: "sandbox",
    before: new Date("2026-10-28T00:00:00Z"),
    deliveries: 1_000_000,
  });
});
