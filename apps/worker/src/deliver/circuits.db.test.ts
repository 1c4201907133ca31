import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { encodeMessage, type HttpMessage } from "@understudy/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listTargets, openDatabase, type Pool } from "../../../../packages/database/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { startTestWorker } from "../../../../test/worker.ts";

/** The circuit of a target that hangs, over two real workers. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let target: Server;
let host: string;
let answer: (response: ServerResponse) => void = () => undefined;
const arrivals: number[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  target = createServer((request, response) => {
    arrivals.push(Date.now());
    request.resume().on("end", () => answer(response));
  }).listen(0, "127.0.0.1");
  await once(target, "listening");
  host = `127.0.0.1:${(target.address() as AddressInfo).port}`;
});

afterAll(async () => {
  target.close();
  target.closeAllConnections();
  await pool.end();
  await database.drop();
});

test("a target that hangs is left alone by all workers, tried now and then, and served again when it answers; no attempt is lost", async () => {
  const message: HttpMessage = {
    ...{ kind: "http", version: 1, method: "POST", url: `http://${host}/`, headers: [], sealedHeaders: [], hops: 1 },
  };
  const head = Buffer.from(encodeMessage(message));
  const deliveries = Array.from({ length: 20 }, () =>
    makeDelivery({
      target: host,
      timeoutMs: 2_000,
      attemptsMax: 3,
      retryDelayMs: 1_000,
      message: { head, body: null },
    }),
  );
  const workers = await Promise.all([1, 2].map(() => startTestWorker(database, { allowedHosts: host })));
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  await insertDeliveries(pool, deliveries);

  const findCircuit = async () => (await listTargets(db, { namespace: "sandbox", after: "", limit: 10 }))[0];
  await expect.poll(async () => (await findCircuit())?.circuit?.isOpen, { timeout: 40_000 }).toBe(true);
  expect(await findCircuit()).toMatchObject({
    target: host,
    pending: 20,
    circuit: { error: expect.any(String) as string },
  });
  // Attempts that were under way may still end; then nothing is sent before its time.
  const openUntil = (await findCircuit())?.circuit?.openUntil.getTime() ?? 0;
  await expect.poll(() => Date.now(), { timeout: 20_000, interval: 20 }).toBeGreaterThan(openUntil - 1_500);
  const sent = arrivals.length;
  await expect.poll(() => Date.now(), { timeout: 5_000, interval: 5 }).toBeGreaterThan(openUntil - 100);
  expect(arrivals.length).toBe(sent);
  // One delivery is sent to see how it is.
  await expect.poll(() => arrivals.length, { timeout: 10_000 }).toBe(sent + 1);
  expect(arrivals.at(-1)).toBeGreaterThanOrEqual(openUntil);

  answer = (response) => void response.writeHead(204).end();
  const states = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ state: string }>("select distinct state::text from delivery");
    return rows.map(({ state }) => state);
  };
  await expect.poll(states, { timeout: 60_000 }).toEqual(["delivered"]);
  expect(await findCircuit()).toBeUndefined();
  // Every attempt that was made is recorded and counted, and nothing came early.
  const { rows } = await pool.query<{ count: number }>("select count(*)::int as count from attempt");
  expect(rows[0]?.count).toBe(arrivals.length);
  const early = await pool.query(
    `select from attempt a join attempt b on b.delivery_id = a.delivery_id and b.number = a.number + 1
     where b.started_at < a.started_at + (a.duration_ms + 1000 - 5) * interval '1 millisecond'`,
  );
  expect(early.rowCount).toBe(0);
  await db.$disconnect();
  expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0]);
}, 150_000);
