import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createChildMetrics } from "./child-metrics.ts";

const pinnedNode = fileURLToPath(new URL("../../../../node_modules/.bin/node", import.meta.url));
const index = new URL("../index.ts", import.meta.url).href;
const started: ChildProcess[] = [];

/** A process that counts to three under this name, and adds what it is told to. */
function startCounting(more = ""): ChildProcess {
  const program = `
    import { createMetrics, exposeMetrics, gaugeOf } from ${JSON.stringify(index)};
    const metrics = createMetrics();
    metrics.counter("steps_total", "Steps", ["kind"]).inc({ kind: "small" }, 3);
    ${more}
    await exposeMetrics({ name: "sample", metrics, listen: null });`;
  const child = spawn(pinnedNode, ["--input-type=module-typescript", "--eval", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  started.push(child);
  return child;
}

afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));

const steps = { name: "steps_total", values: [{ labels: { process: "first", kind: "small" }, value: 3 }] };
const up = (value: number) => ({
  name: "understudy_process_up",
  values: [{ labels: { process: "first" }, value }],
});

describe("a supervisor", { timeout: 30_000 }, () => {
  it("is told what its children count, with their names; one that hangs is down until it goes on", async () => {
    const children = createChildMetrics({ timeoutMs: 500 });
    const child = startCounting();
    children.follow("first", child);
    await expect.poll(() => children.read(), { timeout: 10_000 }).toEqual(containing(steps, up(1)));
    child.kill("SIGSTOP");
    expect(await children.read()).toMatchObject([up(0)]);
    child.kill("SIGCONT");
    await expect.poll(() => children.read(), { timeout: 10_000 }).toEqual(containing(steps, up(1)));
    child.kill("SIGKILL");
    await expect.poll(() => children.read(), { timeout: 10_000 }).toMatchObject([up(0)]);
  });

  it("is told the rest when a value can't be looked up, or is none", async () => {
    const children = createChildMetrics({ timeoutMs: 3_000 });
    children.follow(
      "first",
      startCounting(`
        metrics.addSource(() => Promise.reject(new Error("away")));
        metrics.addSource(() => new Promise(() => undefined));
        metrics.addSource(() => [gaugeOf("none", "No number", [{ value: NaN }])]);`),
    );
    await expect.poll(() => children.read(), { timeout: 20_000 }).toEqual(containing(steps, up(1)));
  });
});

function containing(...families: object[]): object {
  return expect.arrayContaining(families.map((family) => expect.objectContaining(family) as unknown)) as object;
}
