import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/postgres.ts";
import { releaseAbandonedJobs, takeJobPoolLock } from "./abandoned-jobs.ts";
import { openPool, type Pool } from "./pool.ts";

let database: TestDatabase;
let pool: Pool;
let living: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, connectionsMax: 2, statementTimeoutMs: 5_000 });
  living = new Client({ connectionString: database.url });
  await living.connect();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** As graphile-worker leaves a job that it works on. */
async function addLockedJob(poolId: string): Promise<void> {
  await pool.query("select graphile_worker.add_job('any_task', job_key => $1)", [poolId]);
  await pool.query(
    "update graphile_worker._private_jobs set locked_by = $1, locked_at = now(), attempts = 1 where key = $1",
    [poolId],
  );
}

async function listLocked(): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    "select key from graphile_worker.jobs where locked_by is not null order by key",
  );
  return rows.map((row) => row.key);
}

it("gives back the jobs of pools that are gone, and leaves those of living ones alone", async () => {
  // Several of each, so that there are hashes of both signs among them.
  const alive = Array.from({ length: 8 }, (_, index) => `pool-alive-${index}`);
  const gone = Array.from({ length: 8 }, (_, index) => `pool-gone-${index}`);
  for (const poolId of alive) await takeJobPoolLock(living, poolId);
  for (const poolId of [...alive, ...gone]) await addLockedJob(poolId);

  expect(await releaseAbandonedJobs(pool)).toBe(gone.length);
  expect(await listLocked()).toEqual(alive);
  expect(await releaseAbandonedJobs(pool)).toBe(0);

  // The connection ends with its process, and the locks with it.
  await living.end();
  await expect.poll(() => releaseAbandonedJobs(pool)).toBe(alive.length);
  expect(await listLocked()).toEqual([]);
});
