import type { ChildProcess } from "node:child_process";
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteMock } from "../../../packages/management/src/index.ts";
import { startSecondResolver, startTestResolver, type TestResolver, waitForExit } from "../../../test/resolver.ts";

/** Two processes on one port, and another resolver on a port of its own: all on one database. */
let resolver: TestResolver;
let other: ChildProcess;
let otherPort: number;
let connections: Connection[];

interface Connection {
  port: number;
  /** Keeps it; without one there is a new connection for each call. */
  agent?: Agent;
}

beforeAll(async () => {
  resolver = await startTestResolver({ RESOLVER_PROCESSES: "2" });
  await startOther();
  const keep = () => new Agent({ keepAlive: true, maxSockets: 1 });
  const kept = [resolver.port, resolver.port, resolver.port, otherPort].map((port) => ({ port, agent: keep() }));
  // A connection stays with one of the two processes; new ones reach now this, now that.
  connections = [...kept, { port: resolver.port }, { port: resolver.port }];
});

afterAll(async () => {
  for (const { agent } of connections) agent?.destroy();
  other.kill("SIGKILL");
  await resolver.stop();
});

async function startOther(): Promise<void> {
  ({ port: otherPort, child: other } = await startSecondResolver(resolver));
}

async function call({ port, agent }: Connection, path: string): Promise<string> {
  const options = { host: "127.0.0.1", port, path: `/stubs/sandbox${path}`, agent: agent ?? false };
  return new Promise((resolve, reject) => {
    get(options, (answer) => {
      text(answer).then((body) => resolve(`${answer.statusCode} ${body}`), reject);
    }).once("error", reject);
  });
}

/** What every connection is answered. */
async function callAll(path: string): Promise<Set<string>> {
  const answers = await Promise.all(connections.map((connection) => call(connection, path)));
  return new Set(answers.map((answer) => (answer.startsWith("404") ? "404" : answer)));
}

const save = (id: string, payload: string) => resolver.save({ id, http: { route: `/${id}` }, response: { payload } });

async function time<Result>(work: () => Promise<Result>): Promise<{ result: Result; elapsedMs: number }> {
  const startedAt = performance.now();
  return { result: await work(), elapsedMs: performance.now() - startedAt };
}

/** Ids of the resolvers that are registered. */
async function listIds(): Promise<string[]> {
  const rows = await resolver.management.db.resolver.findMany({ select: { id: true } });
  return rows.map(({ id }) => id);
}

describe("a change, with three resolvers", { timeout: 120_000 }, () => {
  it("is seen by every call that begins after it, in 500 cycles of create, change and delete", async () => {
    const took: number[] = [];
    const change = async (work: () => Promise<{ notYetVisible: string[] }>): Promise<void> => {
      const { result, elapsedMs } = await time(work);
      took.push(elapsedMs);
      expect(result.notYetVisible).toEqual([]);
    };
    for (let cycle = 0; cycle < 500; cycle++) {
      await change(() => save("cycle", `first ${cycle}`));
      expect(await callAll("/cycle")).toEqual(new Set([`200 first ${cycle}`]));
      await change(() => save("cycle", `second ${cycle}`));
      expect(await callAll("/cycle")).toEqual(new Set([`200 second ${cycle}`]));
      await change(() => deleteMock(resolver.management, resolver.admin, { namespace: "sandbox", id: "cycle" }));
      expect(await callAll("/cycle")).toEqual(new Set(["404"]));
    }
    const sorted = took.toSorted((left, right) => left - right);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
    process.stdout.write(
      `a change until it is visible: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms\n`,
    );
  });

  it("waits a second for a resolver that hangs, names it, and after two not any more; back again, it counts when it has caught up", async () => {
    const before = await listIds();
    other.kill("SIGKILL");
    await waitForExit(other);
    await startOther();
    const [hanging] = (await listIds()).filter((id) => !before.includes(id));
    await save("hang", "0");
    process.kill(other.pid ?? 0, "SIGSTOP");
    try {
      for (const payload of ["1", "2"]) {
        const { result, elapsedMs } = await time(() => save("hang", payload));
        expect(result.notYetVisible).toEqual([hanging]);
        expect(elapsedMs).toBeLessThan(2_000);
        process.stdout.write(`a change beside a resolver that hangs: ${elapsedMs.toFixed(0)} ms\n`);
        expect(await call({ port: resolver.port }, "/hang")).toBe(`200 ${payload}`);
      }
      const { result, elapsedMs } = await time(() => save("hang", "3"));
      expect(result.notYetVisible).toEqual([]);
      expect(elapsedMs).toBeLessThan(800);
    } finally {
      process.kill(other.pid ?? 0, "SIGCONT");
    }
    await expect.poll(() => call({ port: otherPort }, "/hang")).toBe("200 3");
    for (let change = 4; change < 24; change++) {
      expect((await save("hang", String(change))).notYetVisible).toEqual([]);
      expect(await call({ port: otherPort }, "/hang")).toBe(`200 ${change}`);
    }
  });

  it("does not wait for a resolver that was killed", async () => {
    other.kill("SIGKILL");
    const { elapsedMs } = await time(() => save("killed", "1"));
    expect(elapsedMs).toBeLessThan(2_000);
    await waitForExit(other);
    const { result } = await time(() => save("killed", "2"));
    expect(result.notYetVisible).toEqual([]);
    process.stdout.write(`a change right after a resolver was killed: ${elapsedMs.toFixed(0)} ms\n`);
  });
});
