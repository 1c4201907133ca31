import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const pinnedNode = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));
const module = new URL("run-process.ts", import.meta.url).href;

interface Started {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

/** Runs a process whose `start` has this body; it may `log` words, which come as lines. */
function run(startBody: string, stopTimeoutMs = 10_000): Started {
  const program = `
    import { runProcess, StartError } from ${JSON.stringify(module)};
    import { setTimeout as sleep } from "node:timers/promises";
    const log = (word) => process.stdout.write(word + "\\n");
    // Something must keep it alive, as a server would.
    setInterval(() => undefined, 1_000);
    await runProcess({ name: "sample", stopTimeoutMs: ${stopTimeoutMs}, foreseenErrors: [], async start(stopRequested) { ${startBody} } });`;
  const child = spawn(pinnedNode, ["--input-type=module-typescript", "--eval", program], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.on("message", (message) => (output += `${JSON.stringify(message)}\n`));
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  // Not "close": Node never emits it once this side has closed the IPC channel.
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: () => output, exited };
}

const ready = `{"kind":"ready"}\n`;

describe("a process", { timeout: 20_000 }, () => {
  it("says when it is up, and stops once however often it is told to", async () => {
    const { child, output, exited } = run(
      `return { async stop() { log("stopping"); await sleep(300); log("stopped"); } };`,
    );
    await expect.poll(output, { timeout: 10_000 }).toBe(ready);
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) child.kill(signal);
    expect(await exited).toBe(0);
    await expect.poll(output).toBe(`${ready}stopping\nstopped\n`);
  });

  it("that is told to stop while it starts, stops what it started, and is never up", async () => {
    const { child, output, exited } = run(
      `log("starting"); await sleep(500); log(String(stopRequested.aborted)); return { async stop() { log("stopped"); } };`,
    );
    await expect.poll(output, { timeout: 10_000 }).toBe("starting\n");
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
    await expect.poll(output).toBe("starting\ntrue\nstopped\n");
  });

  it("stops when its supervisor is gone", async () => {
    const { child, output, exited } = run(`return { async stop() { log("stopped"); } };`);
    await expect.poll(output, { timeout: 10_000 }).toBe(ready);
    child.disconnect();
    expect(await exited).toBe(0);
    await expect.poll(output).toContain("stopped");
  });

  it("that hangs when it is told to stop ends in its time, with exit code 1", async () => {
    const { child, output, exited } = run(`return { stop: () => new Promise(() => undefined) };`, 500);
    await expect.poll(output, { timeout: 10_000 }).toBe(ready);
    child.kill("SIGTERM");
    expect(await exited).toBe(1);
  });

  it("that can't start for a reason it foresaw says so in one line, with exit code 1", async () => {
    const { output, exited } = run(`throw new StartError("the port is taken");`);
    expect(await exited).toBe(1);
    await expect.poll(output).toBe("sample: the port is taken\n");
  });
});
