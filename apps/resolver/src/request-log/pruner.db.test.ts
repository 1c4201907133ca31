import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { createPruner } from "./pruner.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: ReturnType<typeof openTestPool>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

let written = 0;

/** Writes so many calls of each of these mocks, newer than those before. */
async function write(count: number, mocks: readonly string[]): Promise<{ namespace: string; mockId: string }[]> {
  await pool.query(
    `insert into logged_request (namespace, id, received_at, method, path, query, request_headers, address, mock_id, status, response_headers,
        duration_ms)
      select 'sandbox', 'req_' || lpad(($3::int + row_number() over ())::text, 8, '0'), now(), 'GET', '/', '', '[]', '127.0.0.1', mock, 200, '[]', 1
      from unnest($2::text[]) as mock, generate_series(1, $1::int)`,
    [count, mocks, written],
  );
  written += count * mocks.length;
  return mocks.flatMap((mockId) => Array.from({ length: count }, () => ({ namespace: "sandbox", mockId })));
}

async function countRows(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("select count(*)::int as count from logged_request");
  return rows[0]?.count ?? 0;
}

const mocksOf = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

test("a namespace is cut to ten thousand when it has grown by five hundred, however many came and went", async () => {
  const pruner = createPruner(pool);
  await write(100, mocksOf("old", 104));
  // What an earlier process left is found at the first call.
  pruner.touch({ namespace: "sandbox", mock: { id: "old-1" } });
  await pruner.prune({ requests: [], undefinedRequests: [] });
  expect(await countRows()).toBe(10_000);
  // A mock that is called again and again leaves a hundred calls, and is no reason to look at the namespace.
  for (let round = 0; round < 10; round++) {
    await pruner.prune({ requests: await write(500, ["busy"]), undefinedRequests: [] });
  }
  expect(await countRows()).toBe(10_100);
  await pruner.prune({ requests: await write(1, mocksOf("more", 300)), undefinedRequests: [] });
  expect(await countRows()).toBe(10_400);
  await pruner.prune({ requests: await write(1, mocksOf("most", 200)), undefinedRequests: [] });
  expect(await countRows()).toBe(10_000);
});

test("what others wrote and is removed here does not let a namespace grow beyond its bound", async () => {
  await pool.query("truncate logged_request");
  const [pruner, mocks] = [createPruner(pool), mocksOf("many", 104)];
  await pruner.prune({ requests: await write(100, mocks), undefinedRequests: [] });
  expect(await countRows()).toBe(10_000);
  await write(2_000, ["elsewhere"]);
  pruner.touch({ namespace: "sandbox", mock: { id: "elsewhere" } });
  await pruner.prune({ requests: [], undefinedRequests: [] });
  expect(await countRows()).toBe(10_100);
  await pruner.prune({ requests: await write(1, mocksOf("new", 501)), undefinedRequests: [] });
  expect(await countRows()).toBe(10_000);
});
