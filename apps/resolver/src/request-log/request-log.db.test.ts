import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  getMock,
  getRequestStatistics,
  listRequests,
  listUndefinedRequests,
} from "../../../../packages/management/src/index.ts";
import { runOnServer } from "../../../../test/postgres.ts";
import { spawnResolver, startTestResolver, type TestResolver } from "../../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const call = (path: string, init?: RequestInit) => resolver.call(`/stubs/sandbox${path}`, init);
const list = async (filter: object = {}) =>
  (await listRequests(resolver.management, resolver.admin, { namespace: "sandbox", limit: 200, ...filter })).requests;
const statistics = () => getRequestStatistics(resolver.management, resolver.admin, "sandbox");
const usesOf = async (id: string, { management, admin } = resolver) =>
  (await getMock(management, admin, { namespace: "sandbox", id })).uses.count;

async function callTimes(count: number, path: (index: number) => string, init?: RequestInit): Promise<void> {
  let next = 0;
  const callOn = async (): Promise<void> => {
    while (next < count) await (await call(path(next++), init)).arrayBuffer();
  };
  await Promise.all(Array.from({ length: 16 }, callOn));
}

describe("what is kept of a call", () => {
  it("is there as soon as it was answered: request, answer, mock, time, client; secrets masked", async () => {
    await resolver.save({ id: "kept", http: { route: "/kept/:id" }, response: { statusCode: 201, payload: { a: 1 } } });
    const answered = await call("/kept/7?x=1&y=%20", {
      method: "POST",
      body: '{"b":2}',
      headers: { "Content-Type": "application/json", Authorization: "Bearer planted", Cookie: "planted", "X-Own": "o" },
    });
    const [request, ...others] = await list({ mockId: "kept" });
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      id: answered.headers.get("x-request-id"),
      namespace: "sandbox",
      method: "POST",
      path: "/kept/7",
      query: "x=1&y=%20",
      body: { encoding: "text", content: '{"b":2}' },
      isBodyTruncated: false,
      address: "127.0.0.1",
      mockId: "kept",
      mockVersion: 1,
      response: { status: 201, body: { encoding: "text", content: '{"a":1}' }, isBodyTruncated: false },
    });
    expect(Math.abs(Number(request?.receivedAt) - Date.now())).toBeLessThan(5_000);
    expect(request?.headers).toEqual(
      expect.arrayContaining([
        ["X-Own", "o"],
        ["Authorization", "••••••"],
        ["Cookie", "••••••"],
      ]),
    );
    expect(request?.response.headers).toEqual(expect.arrayContaining([["x-request-id", request?.id]]));
    const rows = await resolver.management.db.loggedRequest.findMany();
    expect(rows.map((row) => Buffer.from(row.requestHeaders).toString()).join()).not.toContain("planted");
  });

  it("of bodies is the first 64 KiB, of a mock that reads none, of one that does, and of answers", async () => {
    const large = "x".repeat(200_000);
    await resolver.save({ id: "skips", http: { route: "/skips" }, response: { payload: large } });
    await resolver.save({ id: "reads", http: { route: "/reads" }, response: { payload: "$.req" } });
    const cut = { isBodyTruncated: true, response: { isBodyTruncated: true } };
    for (const mockId of ["skips", "reads"]) {
      await (await call(`/${mockId}`, { method: "POST", body: large })).arrayBuffer();
      await expect.poll(() => list({ mockId })).toMatchObject([cut]);
      const row = await resolver.management.db.loggedRequest.findFirstOrThrow({ where: { mockId } });
      expect([row.requestBody?.length, row.responseBody?.length]).toEqual([65_536, 65_536]);
    }
  });

  it("has calls that no mock answered and those that failed, but none of unknown namespaces", async () => {
    const miss = await call("/nothing-there");
    await resolver.save({ id: "failing", http: { route: "/failing" }, proxy: { target: "http://localhost" } });
    const failed = await call("/failing");
    await resolver.call("/stubs/nowhere/x");
    expect(await list({ isMatched: false, path: "NOTHING-there" })).toMatchObject([
      { id: miss.headers.get("x-request-id"), response: { status: 404 } },
    ]);
    expect(await list({ mockId: "failing" })).toMatchObject([
      { id: failed.headers.get("x-request-id"), response: { status: 502 } },
    ]);
    expect(await resolver.management.db.loggedRequest.count({ where: { namespaceName: "nowhere" } })).toBe(0);
    expect(await resolver.management.db.undefinedRequest.count({ where: { namespaceName: "nowhere" } })).toBe(0);
    expect(await usesOf("failing")).toBe(0);
  });

  it("of a call with callbacks or store writes is committed with them", async () => {
    await resolver.save({
      id: "writes",
      http: { route: "/writes" },
      response: { payload: "$.req.v" },
      extract: { gStore: { v: "$.req.v" } },
    });
    const answered = await call("/writes", { method: "POST", body: '{"v":"seen"}' });
    // Nobody has asked for a flush.
    const row = await resolver.management.db.loggedRequest.findFirst({ where: { mockId: "writes" } });
    expect(row).toMatchObject({ id: answered.headers.get("x-request-id"), status: 200, method: "POST" });
    expect(await list({ mockId: "writes" })).toHaveLength(1);
    expect(await usesOf("writes")).toBe(1);
  });
});

describe("the log", () => {
  it("is current when it is read, and so are the counters", async () => {
    await resolver.save({ id: "current", http: { route: "/current" } });
    for (let calls = 1; calls <= 20; calls += 1) {
      await call("/current");
      expect([(await list({ mockId: "current" })).length, await usesOf("current")]).toEqual([calls, calls]);
    }
  });

  it("counts a mock that is saved again anew, and not what was called before", async () => {
    await resolver.save({ id: "saved-again", http: { route: "/saved-again" }, response: { payload: 1 } });
    await callTimes(5, () => "/saved-again");
    // Written, and not added up.
    await expect.poll(() => resolver.management.db.mockUseBatch.count(), { timeout: 5_000 }).toBeGreaterThan(0);
    await resolver.save({ id: "saved-again", http: { route: "/saved-again" }, response: { payload: 2 } });
    await callTimes(2, () => "/saved-again");
    expect(await usesOf("saved-again")).toBe(2);
  });

  it("counts what a resolver wrote that is gone, and adds uses up by itself", async () => {
    await resolver.save({ id: "left", http: { route: "/left" }, response: { payload: 1 } });
    const { management } = resolver;
    await management.db.mockUseBatch.create({
      data: { uses: JSON.stringify([["sandbox", "left", 1, 3, Date.now()]]) },
    });
    expect(await usesOf("left")).toBe(3);
    await callTimes(1, () => "/left");
    const added = () => management.db.mockUse.findFirst({ where: { mockId: "left" } });
    await expect.poll(async () => (await added())?.uses, { timeout: 20_000 }).toBe(4n);
  });

  it("keeps the newest hundred of each mock, the newest thousand that none answered, and counts them all", async () => {
    await resolver.save({ id: "busy", http: { route: "/busy" } });
    const before = await statistics();
    await callTimes(500, () => "/busy");
    await callTimes(1_500, () => "/busy/not");
    const after = await statistics();
    expect([after.matched - before.matched, after.unmatched - before.unmatched]).toEqual([500, 1_500]);
    expect(await usesOf("busy")).toBe(500);
    const { db } = resolver.management;
    expect(await db.loggedRequest.count({ where: { mockId: "busy" } })).toBe(100);
    expect(await db.loggedRequest.count({ where: { mockId: null } })).toBe(1_000);
    const answered = await call("/busy");
    expect((await list({ mockId: "busy", limit: 1 }))[0]?.id).toBe(answered.headers.get("x-request-id"));
  });

  it("loses at most a second of calls to a SIGKILL", async () => {
    await resolver.save({ id: "killed", http: { route: "/killed" } });
    const port = String(resolver.port + 1);
    const child = spawnResolver(resolver.database, { PORT: port });
    await once(child, "message");
    const answeredAt: number[] = [];
    const until = performance.now() + 4_000;
    while (performance.now() < until) {
      const answer = await fetch(`http://127.0.0.1:${port}/stubs/sandbox/killed`);
      await answer.arrayBuffer();
      answeredAt.push(performance.now());
    }
    child.kill("SIGKILL");
    const killedAt = performance.now();
    await once(child, "exit");
    const kept = await usesOf("killed");
    const lostMs = killedAt - (answeredAt[kept] ?? killedAt);
    process.stdout.write(
      `SIGKILL: ${answeredAt.length - kept} of ${answeredAt.length} calls, those of the last ${lostMs.toFixed(0)} ms\n`,
    );
    expect(kept).toBeGreaterThan(0);
    // A second is promised; a busy machine may not have written on time.
    expect(lostMs).toBeLessThan(3_000);
  });
});

describe("a call that nothing matches", () => {
  beforeEach(async () => {
    await resolver.management.db.undefinedRequest.deleteMany();
  });
  const undefinedRequests = () =>
    listUndefinedRequests(resolver.management, resolver.admin, { namespace: "sandbox", offset: 0, limit: 1_000 });

  it("is counted by method and path, with the last request and the whole explanation", async () => {
    const header = [{ path: "X-Tenant", value: "the-expected-one" }];
    await resolver.save({ id: "tenant", http: { route: "/tenant", httpMethod: "POST", header } });
    await call("/tenant?n=1", { method: "POST", body: "first" });
    await call("/tenant?n=2", { method: "POST", body: "second", headers: { Authorization: "planted" } });
    await call("/tenant");
    const { requests, total } = await undefinedRequests();
    expect(total).toBe(2);
    const posted = requests.find(({ method }) => method === "POST");
    expect(posted).toMatchObject({
      path: "/tenant",
      calls: 2,
      query: "n=2",
      ignored: false,
      body: { content: "second" },
    });
    const [nearest] = (posted?.explanation as { nearest: unknown[] }).nearest;
    expect(nearest).toMatchObject({ mockId: "tenant", failed: [{ kind: "header", expected: "the-expected-one" }] });
    expect(JSON.stringify(posted)).not.toContain("planted");
    await call("/tenant", { method: "POST" });
    expect((await undefinedRequests()).requests[0]).toMatchObject({ method: "POST", calls: 3 });
  });

  it("many of them at once are a thousand groups at most, and stay cheap", async () => {
    const started = performance.now();
    await callTimes(3_000, (index) => `/flood/${index}`);
    const tookMs = performance.now() - started;
    const { requests, total } = await undefinedRequests();
    expect(total).toBeGreaterThan(100);
    expect(total).toBeLessThanOrEqual(1_000);
    expect(requests.some(({ explanation }) => explanation === null)).toBe(true);
    expect(tookMs).toBeLessThan(15_000);
  });
});

describe("while the database is away", () => {
  it("answers go out as fast as ever, and what they left is written when it is back", async () => {
    const away = await startTestResolver();
    try {
      await away.save({ id: "away", http: { route: "/away" }, response: { payload: "here" } });
      const name = new URL(away.database.url).pathname.slice(1);
      const server = new URL(away.database.url);
      server.pathname = "/postgres";
      const run = (statement: string) => runOnServer(server.href, statement);
      await run(`alter database ${name} allow_connections false`);
      await run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      const latencies: number[] = [];
      for (let calls = 0; calls < 300; calls += 1) {
        const started = performance.now();
        expect(await (await away.call("/stubs/sandbox/away")).text()).toBe("here");
        latencies.push(performance.now() - started);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(latencies.sort((left, right) => left - right)[285]).toBeLessThan(50);
      await run(`alter database ${name} allow_connections true`);
      await expect.poll(() => usesOf("away", away).catch(() => null), { timeout: 10_000 }).toBe(300);
      expect(await away.management.db.loggedRequest.count({ where: { mockId: "away" } })).toBe(100);
    } finally {
      await away.stop();
    }
  });
});
