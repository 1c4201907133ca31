import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestPool } from "../../../test/deliveries.ts";
import { runOnServer } from "../../../test/postgres.ts";
import { startSecondResolver, startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { listStore } from "../../../packages/management/src/index.ts";

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

/** Makes a mock that counts its calls in the global store and answers with the number. */
async function saveCounter(name: string): Promise<void> {
  await resolver.save({
    id: name,
    http: { route: `/${name}` },
    response: { payload: { n: `$.gS.${name}` } },
    extract: { gStore: { [name]: `$.increment($.gS.${name})` } },
  });
}

async function callNumber(port: number, path: string): Promise<number> {
  const answered = await fetch(`http://127.0.0.1:${port}/stubs/sandbox/${path}`);
  if (answered.status !== 200) throw new Error(`status ${answered.status}`);
  const { n } = (await answered.json()) as { n: number };
  return n;
}

/** Calls by several callers at once, each call as soon as the caller's last one is answered. */
async function callTogether(
  { callers, calls }: { callers: number; calls: number },
  call: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < calls) await call(next++);
  };
  await Promise.all(Array.from({ length: callers }, run));
}

async function readGlobal(key: string): Promise<unknown> {
  const query = { store: { namespace: "sandbox", chainId: "" }, limit: 100 };
  const { entries } = await listStore(resolver.management, resolver.admin, query);
  return new Map(entries).get(key);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const ascending = (left: number, right: number) => left - right;

describe("an extract that reads the key that it writes", () => {
  it("gives each of 64 callers of one process its own number", async () => {
    await saveCounter("alone");
    const numbers: number[] = [];
    const startedAt = performance.now();
    await callTogether({ callers: 64, calls: 2_000 }, async () => {
      numbers.push(await callNumber(resolver.port, "alone"));
    });
    tell("one process", numbers.length, startedAt);
    expect(numbers.sort(ascending)).toEqual(upTo(2_000));
    expect(await readGlobal("alone")).toBe(2_000);
  });

  it("gives each of 64 callers of two processes its own number", async () => {
    await saveCounter("both");
    const numbers: number[] = [];
    const startedAt = performance.now();
    await callTogether({ callers: 64, calls: 2_000 }, async (index) => {
      numbers.push(await callNumber(index % 2 === 0 ? resolver.port : second.port, "both"));
    });
    tell("two processes", numbers.length, startedAt);
    expect(numbers.sort(ascending)).toEqual(upTo(2_000));
    expect(await readGlobal("both")).toBe(2_000);
  });

  it("is exact in each of several stores, keys and chains at once, beside mocks that write the same keys plainly", async () => {
    const extract = {
      mStore: { before: "$.sum($.gS.up || 0, 0)" },
      cStore: { down: "$.subtract($.cS.down || 1000, 1)", first: "$.req.n" },
      gStore: { up: "$.sum($.mS.before, 2)", another: "$.increment(another)" },
    };
    const payload = { up: "$.gS.up", down: "$.cS.down", another: "$.gS.another" };
    for (const chainId of ["a", "b"]) {
      await resolver.save({ id: chainId, chainId, http: { route: `/${chainId}` }, response: { payload }, extract });
    }
    await resolver.save({
      id: "plain",
      chainId: "a",
      http: { route: "/plain" },
      extract: { gStore: { zero: 0, another2: 1, also: 2 }, cStore: { first: "x" } },
    });
    const found: { chain: string; up: number; down: number; another: number }[] = [];
    await callTogether({ callers: 32, calls: 600 }, async (index) => {
      const port = index % 2 === 0 ? resolver.port : second.port;
      const chain = ["a", "b", "plain"][index % 3] ?? "";
      const answered = await fetch(`http://127.0.0.1:${port}/stubs/sandbox/${chain}`, { method: "POST", body: "{}" });
      expect(answered.status).toBe(200);
      if (chain !== "plain")
        found.push({ chain, ...((await answered.json()) as { up: number; down: number; another: number }) });
    });
    expect(found.map(({ up }) => up).sort(ascending)).toEqual(upTo(400).map((n) => n * 2));
    expect(found.map(({ another }) => another).sort(ascending)).toEqual(upTo(400));
    for (const chain of ["a", "b"]) {
      const downs = found.filter((each) => each.chain === chain).map(({ down }) => down);
      expect(downs.sort(ascending)).toEqual(upTo(200).map((n) => 799 + n));
    }
  });

  it("sees what a computed key leads to, entries that only its answer reads, and dotted keys", async () => {
    await resolver.save({
      id: "set",
      http: { route: "/set" },
      extract: { gStore: { "app.version": "2.0", motto: { en: "hello" } } },
    });
    await resolver.call("/stubs/sandbox/set");
    await resolver.save({
      id: "dotted",
      http: { route: "/dotted/:key" },
      response: { payload: ["$.gS.app.hits", "$.gS.app.version", "$.gS.motto.en", "$.gS.app.last"] },
      extract: { gStore: { "app.hits": "$.increment($.gS.app.hits)", "app.last": "$.gS.$.pathParam.key" } },
    });
    const call = async (key: string): Promise<unknown> => (await resolver.call(`/stubs/sandbox/dotted/${key}`)).json();
    expect(await call("motto")).toEqual([1, "2.0", "hello", { en: "hello" }]);
    expect(await call("app.hits")).toEqual([2, "2.0", "hello", 2]);
    expect(await call("none")).toEqual([3, "2.0", "hello", "$.gS.$.pathParam.key"]);
  });

  it("is committed together with the callbacks, each with the number of its call", async () => {
    await resolver.save({
      id: "told",
      http: { route: "/told" },
      response: { payload: { n: "$.gS.told" } },
      extract: { gStore: { told: "$.increment($.gS.told)" } },
      webhooks: [{ url: "http://127.0.0.1:9/", body: "$.response.n" }],
    });
    await callTogether({ callers: 16, calls: 100 }, async () => {
      await callNumber(resolver.port, "told");
    });
    const bodies = (await runOnServer(
      resolver.database.url,
      "select convert_from(m.body, 'UTF8') as n from delivery d join message m on m.delivery_id = d.id where d.mock_id = 'told'",
    )) as { n: string }[];
    expect(bodies.map(({ n }) => Number(n)).sort(ascending)).toEqual(upTo(100));
  });

  it("whose key can't be stored fails alone, and takes none of those that are committed with it along", async () => {
    await saveCounter("good");
    await resolver.save({
      id: "bad",
      http: { route: "/bad" },
      extract: { gStore: { "nul\u0000": "$.increment(good)", good: 0 } },
    });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const answered = await resolver.call(`/stubs/sandbox/${index % 6 === 0 ? "bad" : "good"}`);
        return answered.status;
      }),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(await readGlobal("good")).toBe(50);
  });

  it("loses no value that was answered when a process is killed in the middle", async () => {
    const doomed = await startSecondResolver(resolver);
    await saveCounter("killed");
    const numbers: number[] = [];
    let failed = 0;
    await callTogether({ callers: 64, calls: 2_000 }, async (index) => {
      if (index === 1_000) doomed.child.kill("SIGKILL");
      try {
        numbers.push(await callNumber(index % 2 === 0 ? resolver.port : doomed.port, "killed"));
      } catch {
        failed += 1;
      }
    });
    const last = Number(await readGlobal("killed"));
    process.stdout.write(`killed: ${numbers.length} answered, ${failed} failed, last value ${last}\n`);
    expect(failed).toBeGreaterThan(0);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(...numbers)).toBe(last);
    // What is more than was answered was under way when the process died.
    expect(last - numbers.length).toBeLessThanOrEqual(64);
    expect(numbers.length).toBeGreaterThan(1_000);
  });

  it("answers 503 while the database is locked, and goes on afterwards", async () => {
    await saveCounter("locked");
    expect(await callNumber(resolver.port, "locked")).toBe(1);
    const pool = openTestPool(resolver.database.url);
    const client = await pool.connect();
    await client.query("begin");
    await client.query("update store_entry set value = '41' where key = 'locked'");
    const startedAt = performance.now();
    const answered = await resolver.call("/stubs/sandbox/locked");
    expect(answered.status).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    await client.query("commit");
    client.release();
    await pool.end();
    await expect.poll(() => callNumber(resolver.port, "locked").catch(() => 0)).toBeGreaterThanOrEqual(42);
  });
});

function tell(what: string, count: number, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${what}: ${count} increments in ${seconds.toFixed(2)} s, ${Math.round(count / seconds)}/s\n`);
}
