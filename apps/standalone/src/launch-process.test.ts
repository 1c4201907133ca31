import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createChildMetrics, supervise, type Supervised } from "@understudy/runtime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProcess } from "./linux-process.ts";
import { launchProcess } from "./launch-process.ts";
import { waitUntil } from "./wait-until.ts";

const backOff = { firstMs: 20, maxMs: 80, resetAfterMs: 10_000 };
let folder: string;
let script: string;
let told: string[];
let notices: string[];
let supervised: Supervised;

/** Supervises a small program of its own process; every start adds a line with its pid to the file `starts`. */
async function superviseProgram(program: string): Promise<void> {
  const starts = JSON.stringify(join(folder, "starts"));
  await writeFile(
    script,
    `import { appendFileSync } from "node:fs";
     appendFileSync(${starts}, process.pid + "\\n");
     ${program}`,
  );
  supervised = supervise({
    name: "child",
    backOff,
    tell: (text) => told.push(text),
    launch: (stopRequested) =>
      launchProcess(
        {
          name: "child",
          script,
          env: process.env,
          onNotice: (text) => notices.push(text),
          metrics: createChildMetrics({ timeoutMs: 100 }),
        },
        stopRequested,
      ),
  });
}

async function startPids(): Promise<number[]> {
  const text = await readFile(join(folder, "starts"), "utf8").catch(() => "");
  return text.trim().split("\n").filter(Boolean).map(Number);
}

const isUp = `process.send({ kind: "ready" });`;
const untilTold = `process.on("SIGTERM", () => process.exit(0)); process.on("disconnect", () => process.exit(0));`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "understudy-supervise-"));
  script = join(folder, "child.mjs");
  told = [];
  notices = [];
});

afterEach(async () => {
  await supervised.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a process", () => {
  it("counts as started when it says so, and its notices are passed on", async () => {
    await superviseProgram(`process.send({ kind: "notice", text: "hello" }); ${isUp} ${untilTold}`);
    await supervised.started;
    expect(notices).toEqual(["hello"]);
  });

  it("that is killed is started again", async () => {
    await superviseProgram(`${isUp} ${untilTold}`);
    await supervised.started;
    const [first] = await startPids();
    process.kill(first ?? 0, "SIGKILL");
    await expect.poll(startPids).toHaveLength(2);
    expect(told).toEqual(["child ended (SIGKILL); it is started again in 20 ms"]);
  });

  it("that keeps dying is started again with growing delays up to a bound, and never given up", async () => {
    await superviseProgram(`${isUp} process.exit(7);`);
    await supervised.started;
    await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
    const delays = told.slice(0, 5).map((text) => Number(/in (\d+) ms/.exec(text)?.[1]));
    expect(delays).toEqual([20, 40, 80, 80, 80]);
  });

  it("that foresees why it can't start, with exit code 1, ends the first start", async () => {
    await superviseProgram("process.exit(1);");
    await expect(supervised.started).rejects.toThrow("child could not start, see above");
    expect(await startPids()).toHaveLength(1);
  });

  it("that crashes before it was ever up gets another try", async () => {
    const flag = JSON.stringify(join(folder, "flag"));
    await superviseProgram(`
      import { existsSync, writeFileSync } from "node:fs";
      if (!existsSync(${flag})) { writeFileSync(${flag}, ""); process.kill(process.pid, "SIGKILL"); }
      ${isUp} ${untilTold}`);
    await supervised.started;
    expect(await startPids()).toHaveLength(2);
  });
});

describe("stop", () => {
  it("ends the process and does not start it again", async () => {
    await superviseProgram(`${isUp} ${untilTold}`);
    await supervised.started;
    await supervised.stop();
    const pids = await startPids();
    expect(pids.map(findProcess)).toEqual([null]);
    expect(told).toEqual([]);
  });

  it("ends a process that is not up yet", async () => {
    await superviseProgram(`${untilTold} setInterval(() => undefined, 1_000);`);
    await expect.poll(startPids).toHaveLength(1);
    await supervised.stop();
    await expect(supervised.started).rejects.toThrow("stopped before it was up");
    expect((await startPids()).map(findProcess)).toEqual([null]);
  });

  it("does not wait for the end of a delay", async () => {
    await superviseProgram(`${isUp} process.exit(7);`);
    await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(1);
    const startedAt = performance.now();
    await supervised.stop();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

it("what a process that was killed leaves of its group is ended too", async () => {
  await superviseProgram(`
    import { spawn } from "node:child_process";
    import { writeFileSync } from "node:fs";
    const grandchild = spawn("sleep", ["60"]);
    writeFileSync(${JSON.stringify(join(folder, "grandchild"))}, String(grandchild.pid));
    ${isUp} ${untilTold}`);
  await supervised.started;
  const grandchild = Number(await readFile(join(folder, "grandchild"), "utf8"));
  const [first] = await startPids();
  process.kill(first ?? 0, "SIGKILL");
  expect(await waitUntil(() => findProcess(grandchild)?.isZombie ?? true, 5_000)).toBe(true);
});
