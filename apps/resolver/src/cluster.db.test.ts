import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkHealth } from "../../../packages/management/src/index.ts";
import { spawnResolver, startTestResolver, type TestResolver, waitForExit } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeEach(async () => {
  resolver = await startTestResolver({ RESOLVER_PROCESSES: "2" });
});

afterEach(() => resolver.stop());

/** The processes that a process has started. */
function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").filter(Boolean).map(Number);
}

function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Open files and connections of some processes. */
function countFiles(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0);
}

/** What `/health` says of the number of resolvers. */
async function countRegistered(): Promise<string | undefined> {
  return (await checkHealth(resolver.management)).find(({ name }) => name === "resolver")?.output;
}

async function endOf(child: ChildProcess): Promise<[text: string, code: number | null]> {
  const [text, code] = await Promise.all([child.stderr?.toArray() ?? [], waitForExit(child)]);
  return [Buffer.concat(text as Buffer[]).toString(), code];
}

describe("RESOLVER_PROCESSES=2", { timeout: 30_000 }, () => {
  it("is two resolvers on one port, both up when the process says that it is", async () => {
    expect(childrenOf(resolver.pid)).toHaveLength(2);
    expect(await countRegistered()).toBe("2 running");
  });

  it("starts one that dies again; the other answers meanwhile", async () => {
    await resolver.save({ http: { route: "/here" }, response: { payload: "here" } });
    const [first = 0] = childrenOf(resolver.pid);
    process.kill(first, "SIGKILL");
    await expect.poll(() => isRunning(first)).toBe(false);
    for (let call = 0; call < 20; call++) {
      const answer = await resolver.call("/stubs/sandbox/here", { headers: { connection: "close" } });
      expect(await answer.text()).toBe("here");
    }
    await expect.poll(countRegistered, { timeout: 10_000 }).toBe("2 running");
    expect(childrenOf(resolver.pid)).not.toContain(first);
  });

  it("lets calls under way end when it is told to stop, and exits with 0 when all have", async () => {
    await resolver.save({ http: { route: "/slow" }, response: { delay: 800, payload: "in time" } });
    const children = childrenOf(resolver.pid);
    const filesBefore = countFiles(children);
    const calls = Array.from({ length: 8 }, () =>
      resolver.call("/stubs/sandbox/slow", { headers: { connection: "close" } }).then((answer) => answer.text()),
    );
    await expect.poll(() => countFiles(children)).toBeGreaterThanOrEqual(filesBefore + calls.length);
    expect(await resolver.stop()).toBe(0);
    expect(await Promise.all(calls)).toEqual(calls.map(() => "in time"));
    expect(children.filter(isRunning)).toEqual([]);
  });

  it("says in one line that the port is taken, and ends", async () => {
    const { port } = resolver.web.address() as AddressInfo;
    const child = spawnResolver(resolver.database, { PORT: String(port), RESOLVER_PROCESSES: "2" });
    expect(await endOf(child)).toEqual([
      `resolver: port ${port} is taken; end what listens there, or set PORT to another\n`,
      1,
    ]);
  });

  it("leaves nobody behind when the process that started them is killed", async () => {
    const children = childrenOf(resolver.pid);
    process.kill(resolver.pid, "SIGKILL");
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});
