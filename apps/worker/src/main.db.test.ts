import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { encodeMessage, type HttpMessage } from "@understudy/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewDelivery, Pool } from "../../../packages/database/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool, readDeliveryRow } from "../../../test/deliveries.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import { startTestWorker, type TestWorker } from "../../../test/worker.ts";

/** A real worker process on a real database, where no request can lead. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let target: Server;
let host: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  target = createServer((request, response) => answer(request, response));
  target.listen(0, "127.0.0.1");
  await once(target, "listening");
  host = `127.0.0.1:${(target.address() as AddressInfo).port}`;
});

afterAll(async () => {
  target.close();
  target.closeAllConnections();
  await pool.end();
  await database.drop();
});

const startWorker = (env: Record<string, string> = {}): Promise<TestWorker> =>
  startTestWorker(database, { allowedHosts: host, env });

function makeCallback(given: Partial<NewDelivery> = {}): NewDelivery {
  const message: HttpMessage = {
    ...{ kind: "http", version: 1, method: "POST", url: `http://${host}/`, headers: [], sealedHeaders: [], hops: 1 },
  };
  return makeDelivery({
    target: host,
    message: { head: Buffer.from(encodeMessage(message)), body: Buffer.from("body") },
    ...given,
  });
}

const stateOf = async (id: string): Promise<unknown> => (await readDeliveryRow(pool, id))["state"];

test("what is thrown in a transport is the seed's panic line with its stack, tried again like any failure", async () => {
  const worker = await startWorker();
  const delivery = makeDelivery({ attemptsMax: 2, retryDelayMs: 0, message: { head: Buffer.from("{"), body: null } });
  await insertDeliveries(pool, [delivery]);
  await expect.poll(() => stateOf(delivery.id), { timeout: 10_000 }).toBe("failed");
  const lines = () => worker.lines().filter(({ deliveryId }) => deliveryId === delivery.id);
  // The lines come by a pipe, the state by the database: either may be seen first.
  await expect
    .poll(() => lines().map(({ level, msg }) => `${String(level)} ${String(msg)}`))
    .toEqual([
      "error Panic in webhook executeCallback",
      "error Panic in webhook executeCallback",
      "error Callback failed after all retries",
    ]);
  expect(lines()[0]).toMatchObject({
    ...{ event: "delivery.attempted", callbackType: "http", attempt: 1, mockId: "mock", namespace: "sandbox" },
    ...{ requestId: "request", errorClass: "panic", stack: expect.stringMatching(/\n +at /) as string },
  });
  expect(await readDeliveryRow(pool, delivery.id)).toMatchObject({ state_reason: "panic", attempts: 2 });
  expect(await worker.stop()).toBe(0);
});

test("a copy that chaos made goes out with the id of the first one, and is recorded as itself", async () => {
  const ids: unknown[] = [];
  answer = (request, response) => {
    ids.push(request.headers["webhook-id"]);
    request.resume().on("end", () => response.end());
  };
  const worker = await startWorker();
  const first = makeCallback();
  const head = JSON.parse(first.message?.head.toString() ?? "") as HttpMessage;
  const copy = makeCallback({
    message: { head: Buffer.from(encodeMessage({ ...head, chaos: [{ kind: "copy", of: first.id }] })), body: null },
  });
  await insertDeliveries(pool, [first, copy]);
  for (const { id } of [first, copy]) await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe("delivered");
  expect(ids).toEqual([first.id, first.id]);
  const { rows } = await pool.query("select delivery_id from attempt where delivery_id = any($1::uuid[])", [
    [first.id, copy.id],
  ]);
  expect(rows).toHaveLength(2);
  expect(await worker.stop()).toBe(0);
});

test("a policy that begins anew counts from the redelivery on", async () => {
  answer = (request, response) => void request.resume().on("end", () => response.writeHead(500).end());
  const worker = await startWorker();
  const delivery = makeCallback({ attemptsMax: 2, retryDelayMs: 0, dueInMs: 3_600_000 });
  await insertDeliveries(pool, [delivery]);
  await pool.query("update delivery set attempts = 5, attempts_earlier = 5, due_at = now() where id = $1", [
    delivery.id,
  ]);
  await expect.poll(() => stateOf(delivery.id), { timeout: 10_000 }).toBe("failed");
  const { rows } = await pool.query("select number from attempt where delivery_id = $1 order by number", [delivery.id]);
  expect(rows).toEqual([{ number: 6 }, { number: 7 }]);
  expect(await worker.stop()).toBe(0);
});

test("a policy of its own is kept to: its schedule, what it tries again, and what a target asks for", async () => {
  const answers: [status: number, headers: Record<string, string>][] = [
    [503, {}],
    [429, { "retry-after": "1" }],
    [404, {}],
  ];
  const arrivals: number[] = [];
  answer = (request, response) => {
    const [status, headers] = answers[arrivals.push(performance.now()) - 1] ?? [500, {}];
    request.resume().on("end", () => response.writeHead(status, headers).end());
  };
  const worker = await startWorker();
  const delivery = makeCallback({
    attemptsMax: 10,
    retryPolicy: { kind: "schedule", delaysMs: [300], retryOn: ["5xx", 429], respectRetryAfter: true },
  });
  await insertDeliveries(pool, [delivery]);
  await expect.poll(() => stateOf(delivery.id), { timeout: 10_000 }).toBe("failed");
  const [first, second, third] = arrivals.map((at, index) => at - (arrivals[index - 1] ?? at)).slice(1);
  expect(first).toBeGreaterThanOrEqual(300);
  expect(first).toBeLessThan(1000);
  expect(second).toBeGreaterThanOrEqual(1000);
  // 404 is nothing that it tries again.
  expect(third).toBeUndefined();
  expect(await worker.stop()).toBe(0);
});

test("on SIGTERM attempts under way are finished and recorded, and what was not begun is given back untouched", async () => {
  const held: ServerResponse[] = [];
  answer = (request, response) => void request.resume().on("end", () => response.writeHead(204).end());
  const worker = await startWorker({ WEBHOOK_POOL_SIZE: "2" });
  // A target has both places once it has shown that it is quick.
  const quick = [makeCallback(), makeCallback()];
  await insertDeliveries(pool, quick);
  for (const { id } of quick) await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe("delivered");
  answer = (request, response) => void request.resume().on("end", () => held.push(response));
  const deliveries = Array.from({ length: 6 }, () => makeCallback());
  await insertDeliveries(pool, deliveries);
  await expect.poll(() => held.length, { timeout: 10_000 }).toBe(2);
  const stopped = worker.stop();
  const countUnowned = async (): Promise<number> => {
    const rows = await Promise.all(deliveries.map(({ id }) => readDeliveryRow(pool, id)));
    return rows.filter(({ owner, state }) => owner === null && state === "pending").length;
  };
  await expect.poll(countUnowned, { timeout: 10_000 }).toBe(4);
  for (const response of held) response.writeHead(204).end();
  expect(await stopped).toBe(0);
  const rows = await Promise.all(deliveries.map(({ id }) => readDeliveryRow(pool, id)));
  expect(rows.map(({ state, attempts }) => `${String(state)} ${String(attempts)}`).sort()).toEqual([
    ...Array<string>(2).fill("delivered 1"),
    ...Array<string>(4).fill("pending 0"),
  ]);
  expect(held).toHaveLength(2);
});
