import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type AttemptRecord,
  type Claim,
  claimDeliveries,
  type ClaimedDelivery,
  type Pool,
  recordAttempts,
  releaseDeliveries,
  releaseDeliveriesBut,
} from "../../../../packages/database/src/index.ts";
import { createLogger } from "../../../../packages/runtime/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { createDeliverySlots } from "./delivery-slots.ts";
import { createDispatcher } from "./dispatcher.ts";

/** What waits for a place costs nothing: every claim and every attempt is counted. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt, target_circuit"));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const owner = 1;

/** The delivering part of a worker, with attempts that end when the test says so: to `hung…` never, to others at once. */
function startCounting() {
  const claims: { found: number; ms: number }[] = [];
  const attempts: ClaimedDelivery[] = [];
  const endings: (() => void)[] = [];
  const slots = createDeliverySlots({ outside: 10, perDepth: 20, depths: 10, now: () => performance.now() });
  const dispatcher = createDispatcher({
    slots,
    async claim(request) {
      const startedAt = performance.now();
      const claim: Claim = await claimDeliveries(pool, { ...request, owner });
      claims.push({ found: claim.deliveries.length, ms: performance.now() - startedAt });
      return claim;
    },
    async attempt(delivery) {
      attempts.push(delivery);
      if (delivery.target.startsWith("hung")) await new Promise<void>((resolve) => endings.push(resolve));
      return delivered(delivery);
    },
    record: async (records) => (await recordAttempts(pool, owner, records)).delaysMs,
    giveBack: (deliveries) => releaseDeliveries(pool, owner, deliveries),
    giveBackAllBut: (heldIds) => releaseDeliveriesBut(pool, owner, heldIds),
    circuits: { open: () => Promise.resolve(), close: () => Promise.resolve() },
    log: createLogger({ process: "worker", level: "error" }),
  });
  return {
    ...{ claims, attempts, dispatcher },
    async stop() {
      for (const end of endings) end();
      await dispatcher.stop();
    },
  };
}

function delivered({ namespace, id, attempts }: ClaimedDelivery): AttemptRecord {
  return {
    ...{ namespace, deliveryId: id, number: attempts + 1, startedAt: new Date(), durationMs: 1, isDelivered: true },
    ...{ errorClass: null, error: null, statusCode: 204, responseHeaders: null, responseBody: null },
    ...{ isResponseTruncated: false, address: null, retryInMs: null },
  };
}

/** Deliveries that are due, over so many targets that hang. */
async function park(count: number, targets: number): Promise<void> {
  await pool.query(
    `with d as (
       insert into delivery (namespace, id, state, pool, target, due_at, attempts_max, retry_delay_ms, timeout_ms, mock_id, mock_version,
         request_id, callback_index, callback_type)
       select 'flood', gen_random_uuid(), 'pending', 0, 'hung-' || n % $2 || ':1', now() - interval '1 minute', 1, 1000, 30000, 'mock', 1,
         'request', 0, 'http'
       from generate_series(1, $1::int) n returning namespace, id)
     insert into message (namespace, delivery_id, head) select namespace, id, '{}' from d`,
    [count, targets],
  );
  await pool.query("vacuum analyze delivery, message");
}

async function countUpdates(): Promise<number> {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await pool.query<{ count: number }>(
    "select n_tup_upd::int as count from pg_stat_user_tables where relname = 'delivery'",
  );
  return rows[0]?.count ?? 0;
}

test("100,000 parked deliveries cause no work: a claim for each reason there is to look, and no attempt", async () => {
  await park(100_000, 20);
  const counting = startCounting();
  counting.dispatcher.poke();
  await expect.poll(() => counting.attempts.length).toBeGreaterThan(0);
  // What may still be tried is tried within a few sweeps.
  for (let sweep = 0; sweep < 5; sweep += 1) {
    counting.dispatcher.sweep();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const before = { claims: counting.claims.length, attempts: counting.attempts.length, updates: await countUpdates() };
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(counting.claims.length).toBe(before.claims);

  const sweeps = 50;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    counting.dispatcher.sweep();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const looks = counting.claims.slice(before.claims);
  expect(looks.length).toBeLessThanOrEqual(sweeps);
  expect(looks.filter(({ found }) => found > 0)).toEqual([]);
  expect(counting.attempts.length).toBe(before.attempts);
  expect(await countUpdates()).toBe(before.updates);
  const slowest = Math.max(...looks.map(({ ms }) => ms));
  process.stdout.write(
    `100,000 parked: ${before.attempts} attempts held, ${looks.length} claims for ${sweeps} sweeps, slowest ${slowest.toFixed(1)} ms\n`,
  );

  const other = makeDelivery({ namespace: "other", target: "healthy:1" });
  await insertDeliveries(pool, [other]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  counting.dispatcher.poke();
  await expect.poll(() => counting.attempts.map(({ id }) => id)).toContain(other.id);
  await counting.stop();
}, 40_000);

test("a round of claims goes through more lanes than one claim looks at", async () => {
  const lanes = Array.from({ length: 700 }, (_, n) => makeDelivery({ target: `quick-${n}:1`, namespace: `n${n % 7}` }));
  await insertDeliveries(pool, lanes);
  const counting = startCounting();
  counting.dispatcher.poke();
  await expect.poll(() => counting.attempts.length, { timeout: 10_000 }).toBe(700);
  await counting.stop();
}, 20_000);
