import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Pool } from "../../../packages/database/src/index.ts";
import { openTestPool } from "../../../test/deliveries.ts";
import { testSecretKey } from "../../../test/postgres.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** A real resolver and real workers, which die: every successor is settled once, and each of its attempts sends the same bytes. */
let resolver: TestResolver;
let pool: Pool;
let target: Server;
let url: string;
let folder: string;
let workers: ChildProcess[] = [];
/** What has reached the target, in order. */
let received: { path: string; id: string; body: string }[] = [];
let answer: (path: string, nth: number) => { status: number; body: string; type?: string };

beforeAll(async () => {
  target = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      received.push({ path, id: String(request.headers["webhook-id"]), body: Buffer.concat(chunks).toString() });
      const { status, body, type } = answer(path, received.filter((each) => each.path === path).length);
      response.writeHead(status, { "content-type": type ?? "application/json" }).end(body);
    });
  }).listen(0, "127.0.0.1");
  await once(target, "listening");
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  resolver = await startTestResolver({ WEBHOOK_ALLOW_HOSTS: new URL(url).host });
  pool = openTestPool(resolver.database.url);
  folder = await mkdtemp(join(tmpdir(), "understudy-sequence-"));
});

beforeEach(() => {
  received = [];
  answer = (path) => ({ status: 201, body: JSON.stringify({ from: path }) });
});

afterEach(async () => {
  for (const worker of workers) await stop(worker);
  workers = [];
});

afterAll(async () => {
  target.close();
  target.closeAllConnections();
  await pool.end();
  expect(await resolver.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

async function startWorker(failpoint?: string): Promise<ChildProcess> {
  const file = join(folder, "failpoint");
  if (failpoint !== undefined) await writeFile(file, failpoint);
  const worker = spawn(process.execPath, [fileURLToPath(new URL("./main.ts", import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      ...{ DATABASE_URL: resolver.database.url, SECRET_KEY: testSecretKey, PORT: "1" },
      ...{ WEBHOOK_ALLOW_HOSTS: new URL(url).host, UNDERSTUDY_FAILPOINT_FILE: file },
    },
  });
  workers.push(worker);
  await once(worker, "message");
  return worker;
}

async function stop(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill("SIGTERM");
  await once(worker, "exit");
}

/** Saves a mock with these callbacks to the target and calls it. */
async function fire(
  id: string,
  webhooks: object[],
  options: { body?: unknown; mock?: object } = {},
): Promise<Response> {
  const callbacks = webhooks.map((callback, index) => ({ url: `${url}/${id}/${index}`, ...callback }));
  const http = { route: `/${id}`, httpMethod: "POST" };
  await resolver.save({ id, http, response: { payload: { id: "pi_1" } }, webhooks: callbacks, ...options.mock });
  return resolver.call(`/stubs/sandbox/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(options.body ?? { n: 1 }),
  });
}

/** State and reason of each callback's delivery, in the order of the callbacks. */
async function statesOf(mockId: string): Promise<string[]> {
  const { rows } = await pool.query<{ state: string; state_reason: string | null }>(
    "select state, state_reason from delivery where mock_id = $1 order by callback_index",
    [mockId],
  );
  return rows.map(({ state, state_reason: reason }) => (reason === null ? state : `${state}: ${reason}`));
}

const awaitStates = (mockId: string, states: string[]) =>
  expect.poll(() => statesOf(mockId), { timeout: 12_000 }).toEqual(states);

const countPlans = async (): Promise<number | null> => (await pool.query("select from delivery_plan")).rowCount;

const chain = [
  { name: "first", body: "1 $.req.n" },
  {
    name: "second",
    after: "first",
    body: { of: "$.cb.first.response", status: "$.cb.first.statusCode", u: "$.fake.UUID" },
  },
  {
    after: "second",
    body: { first: "$.cb.first.response.from", second: "$.cb.second.response.from", id: "$.response.id" },
  },
];

for (const failpoint of ["before-settle", "in-settle", "after-record"]) {
  test(`a worker that dies ${failpoint} loses nothing: the next one settles what it left, once`, async () => {
    const id = `dies-${failpoint}`;
    expect((await fire(id, chain)).status).toBe(200);
    expect(await statesOf(id)).toEqual(["pending", 'waiting: it waits for "first"', 'waiting: it waits for "second"']);
    const dying = await startWorker(failpoint);
    await once(dying, "exit");
    expect(dying.signalCode).toBe("SIGKILL");
    expect(existsSync(join(folder, "failpoint"))).toBe(false);
    await startWorker();
    await awaitStates(id, ["delivered", "delivered", "delivered"]);
    expect(received.map(({ path }) => path)).toEqual([0, 1, 2].map((index) => `/${id}/${index}`));
    const [first, second, third] = received.map(({ body }) => body);
    expect(first).toBe("1 1");
    expect(JSON.parse(second ?? "")).toMatchObject({ of: { from: `/${id}/0` }, status: 201 });
    expect(JSON.parse(third ?? "")).toEqual({ first: `/${id}/0`, second: `/${id}/1`, id: "pi_1" });
    expect(await countPlans()).toBe(0);
  });
}

test("every attempt of a successor sends the bytes that were rendered once, also by another worker", async () => {
  answer = (path, nth) => ({ status: path.endsWith("/1") && nth < 3 ? 500 : 200, body: '{"u":1}' });
  await fire("once", [
    { name: "first" },
    {
      after: "first",
      retryCount: 3,
      retryDelay: 1,
      body: { u: "$.fake.UUID", t: "$.fake.UnixTime", of: "$.cb.first.response" },
    },
  ]);
  const dying = await startWorker();
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2);
  dying.kill("SIGKILL");
  await once(dying, "exit");
  await startWorker();
  await awaitStates("once", ["delivered", "delivered"]);
  const sent = received.filter(({ path }) => path === "/once/1").map(({ id, body }) => `${id} ${body}`);
  expect(sent.length).toBeGreaterThanOrEqual(3);
  expect(new Set(sent).size).toBe(1);
});

test("what waits for one that fails is skipped, and what waits for that as well; afterFailure send sends it all the same", async () => {
  answer = (path) => ({ status: path === "/fails/0" ? 422 : 200, body: '{"code":"no"}' });
  await startWorker();
  await fire("fails", [
    { name: "first" },
    { name: "second", after: "first" },
    { after: "second" },
    {
      name: "anyway",
      after: "first",
      afterFailure: "send",
      body: { of: "$.cb.first.response.code", by: "$.cb.first.statusCode" },
    },
    { after: "anyway" },
    { after: "second", afterFailure: "send", body: "$.cb.second.response" },
  ]);
  await awaitStates("fails", [
    "failed: status",
    'skipped: it waits for "first", which failed (status)',
    'skipped: it waits for "second", which was skipped',
    "delivered",
    "delivered",
    "delivered",
  ]);
  const bodyOf = (index: number) => received.find(({ path }) => path === `/fails/${index}`)?.body;
  expect(bodyOf(3)).toBe('{"of":"no","by":422}');
  // Nothing was answered: the expression stays as it is written.
  expect(bodyOf(5)).toBe("$.cb.second.response");
  expect(received).toHaveLength(4);
});

test("answers of any kind are read as bodies of requests are; with strictTemplates a value that is not there fails it alone", async () => {
  const deep = "[".repeat(5_000) + "]".repeat(5_000);
  const answers = [
    { status: 200, body: "plain", type: "text/plain" },
    { status: 200, body: "<a><b>1</b></a>", type: "application/xml" },
    { status: 204, body: "" },
    { status: 200, body: deep },
  ];
  answer = (path) =>
    (path.endsWith("/0") ? (answers[Number(/kind-(\d)/.exec(path)?.[1])] ?? answers[0]) : undefined) ?? {
      status: 200,
      body: "",
    };
  await startWorker();
  for (const index of answers.keys()) {
    const id = `kind-${index}`;
    await fire(id, [{ name: "a" }, { after: "a", body: { of: "$.cb.a.response" } }]);
    await awaitStates(id, ["delivered", "delivered"]);
  }
  const bodies = received.filter(({ path }) => path.endsWith("/1")).map(({ body }) => body);
  expect(bodies).toEqual([
    '{"of":"plain"}',
    '{"of":{"a":{"b":"1"}}}',
    '{"of":"$.cb.a.response"}',
    JSON.stringify({ of: deep }),
  ]);
  const strict = { mock: { strictTemplates: true } };
  await fire("kind-2-strict", [{ name: "a" }, { after: "a", body: { of: "$.cb.a.response" } }, { after: "a" }], strict);
  await awaitStates("kind-2-strict", [
    "delivered",
    'failed: render: the callback has expressions without a value: "$.cb.a.response"',
    "delivered",
  ]);
});

test("synchronous and asynchronous ones: the first wait in their order, the others come behind the answer", async () => {
  await startWorker();
  answer = (path) => ({ status: 200, body: JSON.stringify({ from: path }) });
  const response = await fire("mixed", [
    { name: "late", after: "two", body: "$.cb.two.response.from" },
    { name: "two", after: "one", async: false, body: "$.cb.one.response.from" },
    { async: false },
    { name: "one", async: false },
    { after: "late", body: "$.cb.one.response.from $.cb.late.response.from" },
  ]);
  const answeredAfter = received.length;
  expect(response.status).toBe(200);
  expect(response.headers.get("understudy-callbacks")).toBeNull();
  await awaitStates("mixed", Array<string>(5).fill("delivered"));
  expect(received.map(({ path, body }) => `${path} ${body}`)).toEqual([
    "/mixed/3 ",
    "/mixed/1 /mixed/3",
    "/mixed/2 ",
    "/mixed/0 /mixed/1",
    "/mixed/4 /mixed/3 /mixed/0",
  ]);
  expect(answeredAfter).toBeGreaterThanOrEqual(3);
});

test("a synchronous chain that breaks does not keep the caller waiting", async () => {
  await startWorker();
  answer = () => ({ status: 500, body: "" });
  const startedAt = performance.now();
  await fire("broken", [
    { name: "one", async: false },
    { name: "two", after: "one", async: false },
    { after: "two", async: false, timeout: 60 },
  ]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await statesOf("broken")).toEqual([
    "failed: status",
    'skipped: it waits for "one", which failed (status)',
    'skipped: it waits for "two", which was skipped',
  ]);
});

test("an address may be made of an answer, by any means of sending; one that can't be is a delivery that failed", async () => {
  await startWorker();
  for (const [id, topic] of [
    ["topic", "orders-eu"],
    ["hostile", "a\u0000b/../\ud800"],
    ["long", "x".repeat(10_000)],
  ] as const) {
    answer = () => ({ status: 200, body: JSON.stringify({ topic }) });
    const kafka = { type: "kafka", kafkaBrokers: "10.0.0.1:9092" };
    await fire(id, [{ name: "a" }, { ...kafka, after: "a", kafkaTopic: "$.cb.a.response.topic" }]);
    await expect.poll(async () => (await statesOf(id))[1], { timeout: 12_000 }).toMatch(/^failed/);
    expect((await statesOf(id))[1]).toMatch(id === "topic" ? /^failed: guard$/ : /^failed: render: /);
  }
  const { rows } = await pool.query("select target from delivery where mock_id = 'topic' and callback_type = 'kafka'");
  expect(rows).toEqual([{ target: "kafka://10.0.0.1:9092/orders-eu" }]);
});
