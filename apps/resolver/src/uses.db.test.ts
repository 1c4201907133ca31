import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestPool } from "../../../test/deliveries.ts";
import { runOnServer } from "../../../test/postgres.ts";
import { startSecondResolver, startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { deleteMock, getMock, listMocks, patchMock, restoreMock } from "../../../packages/management/src/index.ts";

let resolver: TestResolver;
let second: { port: number; child: ChildProcess };

beforeAll(async () => {
  resolver = await startTestResolver();
  second = await startSecondResolver(resolver);
});

afterAll(async () => {
  second.child.kill("SIGKILL");
  expect(await resolver.stop()).toBe(0);
});

/** The body of each answer of so many calls at once, half of them to the other process. */
function callAll(path: string, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const port = index % 2 === 0 ? resolver.port : second.port;
      return (await fetch(`http://127.0.0.1:${port}/stubs/sandbox${path}`)).text();
    }),
  );
}

function countOf(answers: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(answers, (answer) => answer)].map(([answer, all]) => [answer, all.length]));
}

async function usesOf(id: string): Promise<{ count: number; lastAt: Date | null }> {
  return (await getMock(resolver.management, resolver.admin, { id, namespace: "sandbox" })).uses;
}

describe("a mock with a limit of uses", () => {
  it("answers exactly so often, however many call at once and whichever process, and then the next candidate answers", async () => {
    await resolver.save({ id: "rest", http: { route: "/limited" }, response: { payload: "rest" } });
    await resolver.save({
      id: "limited",
      priority: 1,
      useLimiter: 100,
      http: { route: "/limited" },
      response: { payload: "limited" },
    });
    const startedAt = performance.now();
    const answers = countOf(await callAll("/limited", 300));
    process.stdout.write(`300 calls: ${JSON.stringify(answers)} in ${Math.round(performance.now() - startedAt)} ms\n`);
    expect(answers).toEqual({ limited: 100, rest: 200 });
    const { count, lastAt } = await usesOf("limited");
    expect(count).toBe(100);
    expect(Date.now() - (lastAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("is explained in the 404 when nothing else answers, and asks the database no more", async () => {
    await resolver.save({ id: "once", useLimiter: 1, http: { route: "/once" }, response: { payload: "$.req" } });
    expect((await resolver.call("/stubs/sandbox/once", { method: "POST", body: "x" })).status).toBe(200);
    for (let round = 0; round < 2; round++) {
      const answered = await resolver.call("/stubs/sandbox/once");
      expect(answered.status).toBe(404);
      const body = (await answered.json()) as { nearest: { mockId: string; failed: { kind: string }[] }[] };
      expect(body.nearest[0]).toMatchObject({ mockId: "once", failed: [{ kind: "limit" }] });
    }
    const pool = openTestPool(resolver.database.url);
    await pool.query("update mock_use set uses = 0 where mock_id = 'once'");
    expect((await resolver.call("/stubs/sandbox/once")).status).toBe(404);
    // The other process has not heard of it yet, and asks.
    expect((await fetch(`http://127.0.0.1:${second.port}/stubs/sandbox/once`)).status).toBe(200);
    await pool.end();
  });

  it("starts anew when it is saved, patched or restored, and not when it is read", async () => {
    const key = { id: "again", namespace: "sandbox" };
    const definition = { id: "again", useLimiter: 2, http: { route: "/again" }, response: { payload: "ok" } };
    const { management, admin } = resolver;
    const useUp = async (limit: number): Promise<void> => {
      const answers = await callAll("/again", 10);
      expect(answers.filter((text) => text === "ok")).toHaveLength(limit);
      expect((await usesOf("again")).count).toBe(limit);
    };
    await resolver.save(definition);
    expect(await usesOf("again")).toEqual({ count: 0, lastAt: null });
    await useUp(2);
    await resolver.save(definition);
    expect(await usesOf("again")).toEqual({ count: 0, lastAt: null });
    await useUp(2);
    await patchMock(management, admin, { reference: key, patch: { useLimiter: 3 } });
    await useUp(3);
    await deleteMock(management, admin, key);
    await restoreMock(management, admin, key);
    await useUp(3);
    const { mocks } = await listMocks(management, admin, {
      namespace: "sandbox",
      search: "again",
      offset: 0,
      limit: 10,
    });
    expect(mocks.map(({ uses }) => uses.count)).toEqual([3]);
  });

  it("is not used by a call whose body is refused, nor by one whose conditions fail", async () => {
    await resolver.save({
      id: "picky",
      useLimiter: 1,
      http: { route: "/picky", httpMethod: "POST", conditions: [{ path: "a", assertAction: "equals", value: 1 }] },
      response: { payload: "ok" },
    });
    const post = async (body: string): Promise<number> => {
      const headers = { "content-type": "application/json" };
      return (await resolver.call("/stubs/sandbox/picky", { method: "POST", body, headers })).status;
    };
    expect(await post('{"a":2}')).toBe(404);
    expect((await usesOf("picky")).count).toBe(0);
    expect(await post('{"a":1}')).toBe(200);
    expect(await post('{"a":1}')).toBe(404);
    await resolver.save({ id: "light", useLimiter: 1, http: { route: "/light" }, response: { payload: "ok" } });
    // In chunks, so that nothing but reading it shows how long it is.
    const body = ReadableStream.from(Array.from({ length: 6 }, () => new Uint8Array(1024 * 1024)));
    expect((await resolver.call("/stubs/sandbox/light", { method: "POST", body, duplex: "half" })).status).toBe(413);
    expect((await resolver.call("/stubs/sandbox/light")).status).toBe(200);
  });

  it("sends callbacks on its first and its last use once each", async () => {
    const webhook = { url: "http://127.0.0.1:9/", retryCount: 0 };
    await resolver.save({
      id: "edges",
      useLimiter: 20,
      http: { route: "/edges" },
      response: { payload: "ok" },
      webhooks: [
        { ...webhook, trigger: "on_first_use" },
        { ...webhook, trigger: "on_last_use" },
        { ...webhook, trigger: "on_success" },
      ],
    });
    const answers = await callAll("/edges", 60);
    expect(answers.filter((text) => text === "ok")).toHaveLength(20);
    const rows = await runOnServer(
      resolver.database.url,
      "select callback_index, count(*)::int from delivery where mock_id = 'edges' group by 1 order by 1",
    );
    expect(rows).toEqual([
      { callback_index: 0, count: 1 },
      { callback_index: 1, count: 1 },
      { callback_index: 2, count: 20 },
    ]);
  });

  it("counts without a limit where a callback fires on the first use", async () => {
    await resolver.save({
      id: "first",
      http: { route: "/first" },
      response: { payload: "ok" },
      webhooks: [{ url: "http://127.0.0.1:9/", trigger: "on_first_use" }],
    });
    await callAll("/first", 40);
    expect((await usesOf("first")).count).toBe(40);
    const rows = await runOnServer(resolver.database.url, "select 1 from delivery where mock_id = 'first'");
    expect(rows).toHaveLength(1);
  });
});

describe("a mock with a time to live", () => {
  it("answers until it is over to the second, then the next candidate does; saving it starts the clock again", async () => {
    await resolver.save({ id: "lasting", http: { route: "/ttl" }, response: { payload: "lasting" } });
    const brief = { id: "brief", priority: 1, ttl: 2, http: { route: "/ttl" }, response: { payload: "brief" } };
    await resolver.save(brief);
    const { mock } = await resolver.save(brief);
    const expireAt = mock.expireAt?.getTime() ?? 0;
    expect(expireAt).toBe(mock.updatedAt.getTime() + 2_000);
    const seen: { before: number; after: number; text: string }[] = [];
    while (seen.filter(({ before }) => before >= expireAt).length < 3) {
      const before = Date.now();
      const text = await (await resolver.call("/stubs/sandbox/ttl")).text();
      seen.push({ before, after: Date.now(), text });
    }
    expect(seen.filter(({ after }) => after < expireAt).every(({ text }) => text === "brief")).toBe(true);
    expect(seen.filter(({ before }) => before >= expireAt).every(({ text }) => text === "lasting")).toBe(true);
    expect(seen[0]?.text).toBe("brief");
  });
});

describe("without the database", () => {
  it("counted mocks answer 503, all others as ever", async () => {
    await resolver.save({
      id: "counted",
      useLimiter: 9,
      http: { route: "/counted" },
      response: { payload: "counted" },
    });
    await resolver.save({ id: "static", http: { route: "/static" }, response: { payload: "static" } });
    const pool = openTestPool(resolver.database.url);
    const client = await pool.connect();
    await client.query("begin");
    await client.query("lock table mock_use");
    const [counted, plain] = await Promise.all([
      resolver.call("/stubs/sandbox/counted"),
      resolver.call("/stubs/sandbox/static"),
    ]);
    expect([counted.status, plain.status]).toEqual([503, 200]);
    await client.query("commit");
    client.release();
    await pool.end();
  });
});
