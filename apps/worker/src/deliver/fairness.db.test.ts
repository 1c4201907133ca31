import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeMessage, type HttpMessage } from "@understudy/domain";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type NewDelivery, type Pool, wakeWorkers } from "../../../../packages/database/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { startTestWorker, type TestWorker } from "../../../../test/worker.ts";

/** A real worker process with its default pool of 10, on a real database: nobody waits for targets of others that hang. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let worker: TestWorker;
let servers: Server[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
});

beforeEach(async () => {
  worker = await startTestWorker(database, { allowedHosts: "127.0.0.1", env: { LOG_LEVEL: "warn" } });
});

afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  expect(await worker.stop()).toBe(0);
  for (const server of servers) server.close();
  servers = [];
  await pool.query("truncate delivery, delivery_plan, message, attempt, target_circuit");
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A target that takes the request and never answers; says how many it holds. */
async function listenHung(): Promise<{ host: string; count: () => number }> {
  let count = 0;
  const host = await listen((request) => {
    count += 1;
    request.resume();
  });
  return { host, count: () => count };
}

/** A target that answers at once, and when each body came. */
async function listenHealthy(): Promise<{ host: string; arrivals: Map<string, number> }> {
  const arrivals = new Map<string, number>();
  const host = await listen((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      arrivals.set(body, performance.now());
      response.writeHead(204).end();
    });
  });
  return { host, arrivals };
}

function makeCallback(host: string, namespace: string, body = "flood"): NewDelivery {
  const message: HttpMessage = {
    ...{ kind: "http", version: 1, method: "POST", url: `http://${host}/`, headers: [], sealedHeaders: [], hops: 1 },
  };
  const bytes = { head: Buffer.from(encodeMessage(message)), body: Buffer.from(body) };
  return makeDelivery({ namespace, target: host, attemptsMax: 1, timeoutMs: 30_000, message: bytes });
}

const wake = (): Promise<void> => wakeWorkers(pool, []);

async function flood(host: string, namespace: string, count = 2_000): Promise<void> {
  for (let made = 0; made < count; made += 100) {
    await insertDeliveries(
      pool,
      Array.from({ length: 100 }, () => makeCallback(host, namespace)),
    );
    await wake();
  }
}

/** Sends one callback every 20 ms for a while. Resolves with how long each took from its commit until it arrived, shortest first. */
async function trickle(
  { host, arrivals }: { host: string; arrivals: Map<string, number> },
  namespace: string,
  count = 150,
): Promise<number[]> {
  const begun = new Map<string, number>();
  for (let sent = 0; sent < count; sent += 1) {
    const body = randomUUID();
    await insertDeliveries(pool, [makeCallback(host, namespace, body)]);
    begun.set(body, performance.now());
    await wake();
    await sleep(20);
  }
  await expect.poll(() => [...begun.keys()].filter((body) => !arrivals.has(body)).length, { timeout: 15_000 }).toBe(0);
  return [...begun].map(([body, at]) => (arrivals.get(body) ?? 0) - at).sort((left, right) => left - right);
}

function report(name: string, waits: readonly number[]): number {
  const at = (share: number): number => waits[Math.ceil(waits.length * share) - 1] ?? Infinity;
  const figures = [0.5, 0.95, 1].map((share) => at(share).toFixed(1)).join("/");
  process.stdout.write(`${name}: ${waits.length} callbacks, p50/p95/most ${figures} ms\n`);
  return at(0.95);
}

test("a namespace whose target hangs does not keep another one waiting", async () => {
  const [hung, healthy] = [await listenHung(), await listenHealthy()];
  await flood(hung.host, "a");
  await expect.poll(hung.count, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(report("one hung", await trickle(healthy, "b"))).toBeLessThan(500);
  // It can't have more than its half.
  expect(hung.count()).toBeLessThanOrEqual(5);
}, 40_000);

test("a target that hangs does not keep the other targets of its namespace waiting", async () => {
  const [hung, healthy] = [await listenHung(), await listenHealthy()];
  await flood(hung.host, "a");
  await expect.poll(hung.count, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(report("same namespace", await trickle(healthy, "a"))).toBeLessThan(500);
}, 40_000);

test("ten namespaces that flood ten targets which hang do not keep an eleventh waiting", async () => {
  const hung = await Promise.all(Array.from({ length: 10 }, listenHung));
  const healthy = await listenHealthy();
  await Promise.all(hung.map(({ host }, n) => flood(host, `flood-${n}`)));
  const connections = (): number => hung.reduce((sum, { count }) => sum + count(), 0);
  await expect.poll(connections, { timeout: 5_000 }).toBeGreaterThanOrEqual(5);
  expect(report("ten hung", await trickle(healthy, "eleventh"))).toBeLessThan(500);
  process.stdout.write(`ten hung: ${connections()} places held\n`);
  expect(connections()).toBeLessThanOrEqual(8);
}, 60_000);

test("a target that was quick and hangs now leaves places to others", async () => {
  let isHung = false;
  let count = 0;
  const host = await listen((request, response) => {
    request.resume();
    count += 1;
    if (!isHung) request.on("end", () => response.writeHead(204).end());
  });
  const healthy = await listenHealthy();
  await trickle(healthy, "b", 5);
  await flood(host, "a", 1_000);
  await expect.poll(() => count, { timeout: 15_000 }).toBeGreaterThanOrEqual(1_000);
  isHung = true;
  await flood(host, "a", 1_000);
  expect(report("hangs later", await trickle(healthy, "b"))).toBeLessThan(500);
  // What it held beyond its attempts was given back.
  const held = await pool.query<{ count: number }>(
    "select count(*)::int as count from delivery where state = 'pending' and owner is not null and namespace = 'a'",
  );
  expect(held.rows[0]?.count).toBeLessThanOrEqual(8);
}, 40_000);
