import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNamespace, saveMock } from "../../../packages/management/src/index.ts";
import { MockInputSchema } from "@understudy/domain";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** What some namespace does to the process that serves all of them. */
let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
  await createNamespace(resolver.management, resolver.admin, "neighbour");
  await saveMock(resolver.management, resolver.admin, {
    namespace: "neighbour",
    input: MockInputSchema.parse({ http: { route: "/alive" }, response: { payload: "yes" } }),
  });
  const conditions = (path: string, rest: object) => ({ conditions: [{ path, ...rest }] });
  await resolver.save({
    id: "pattern",
    http: { route: "/pattern", ...conditions("text", { assertAction: "matches", value: "^(a+)+$" }) },
  });
  await resolver.save({
    id: "descent",
    http: { route: "/descent", ...conditions("$..*..*..*..nothing", { assertAction: "notEmpty" }) },
  });
  await resolver.save({
    id: "keys",
    http: { route: "/keys", ...conditions("$.__proto__.polluted", { assertAction: "equals", value: true }) },
    response: { payload: { polluted: "$.req.__proto__.polluted", constructor: "$.req.constructor.name" } },
  });
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const post = (path: string, body: string): Promise<Response> =>
  resolver.call(`/stubs/sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });

const hostile: [name: string, path: string, body: string, status: number][] = [
  ["a body of 10 MiB", "/pattern", `"${"x".repeat(10 * 1024 * 1024)}"`, 413],
  ["100,000 levels", "/pattern", "[".repeat(100_000) + "]".repeat(100_000), 400],
  ["a million values", "/pattern", `[${"1,".repeat(1_100_000)}1]`, 413],
  ["a pattern that backtracks", "/pattern", JSON.stringify({ text: `${"a".repeat(100_000)}!` }), 404],
  ["a path that multiplies", "/descent", nest(150, `[${'{"a":1},'.repeat(20_000)}1]`), 404],
  ["keys of prototypes", "/keys", '{"__proto__":{"polluted":true},"constructor":{"name":"c"}}', 200],
];

function nest(depth: number, text: string): string {
  return "[".repeat(depth) + text + "]".repeat(depth);
}

/** Calls the neighbour until it is told to stop; tells how long each call took. */
async function watchNeighbour(signal: AbortSignal): Promise<number[]> {
  const took: number[] = [];
  while (!signal.aborted) {
    const start = performance.now();
    const answered = await resolver.call("/stubs/neighbour/alive");
    expect([answered.status, await answered.text()]).toEqual([200, "yes"]);
    took.push(performance.now() - start);
    await sleep(2);
  }
  return took;
}

const residentMiB = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${resolver.pid}/status`, "utf8"))?.[1]) / 1024;

it("hostile calls get a clear answer in bounded time, while another namespace is answered", async () => {
  const stop = new AbortController();
  const watching = watchNeighbour(stop.signal);
  for (const [name, path, body, status] of hostile) {
    const start = performance.now();
    const answered = await post(path, body);
    const envelope = (await answered.json()) as { error?: string };
    const tookMs = performance.now() - start;
    process.stdout.write(`${name}: ${answered.status} after ${tookMs.toFixed(0)} ms\n`);
    expect([name, answered.status]).toEqual([name, status]);
    if (status !== 200) expect(envelope.error).toMatch(/\w+ \w+/);
    // Some 0.3 s of work is allowed; five times that on a busy machine.
    expect(tookMs).toBeLessThan(5_000);
  }
  stop.abort();
  const took = (await watching).sort((left, right) => left - right);
  process.stdout.write(
    `neighbour: ${took.length} calls, median ${took[Math.floor(took.length / 2)]?.toFixed(1)} ms, worst ${took.at(-1)?.toFixed(0)} ms\n`,
  );
  expect(took.at(-1)).toBeLessThan(3_000);
});

it("keys of prototypes are keys like any other, and change nothing for the next call", async () => {
  const answered = await post("/keys", '{"__proto__":{"polluted":true},"constructor":{"name":"c"}}');
  expect(await answered.json()).toEqual({ polluted: true, constructor: "c" });
  expect((await post("/keys", "{}")).status).toBe(404);
});

it("a flood of them leaves memory bounded", async () => {
  const before = residentMiB();
  for (let round = 0; round < 5; round++) {
    await Promise.all(hostile.slice(0, 3).map(async ([, path, body]) => (await post(path, body)).arrayBuffer()));
  }
  const grown = residentMiB() - before;
  process.stdout.write(`resident memory: ${before.toFixed(0)} MiB before, ${grown.toFixed(0)} MiB more after\n`);
  expect(grown).toBeLessThan(400);
});
