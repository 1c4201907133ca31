import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "../../e2e/product.ts";
import { cores } from "../cores.ts";
import { readCpuMs } from "../cpu.ts";
import type { Peer, PeerMock } from "./peer.ts";

export interface StartedPeer {
  origin: string;
  cpuMs: () => number;
  /** Waits until its process is gone. Default: SIGTERM */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 5_000;

/** Starts it on the server's core, with these mocks, in a temp folder of its own; resolves when it answers at all. */
export async function startPeer(
  { peer, program }: { peer: Peer; program: string },
  mocks: readonly PeerMock[],
): Promise<StartedPeer> {
  const port = await findFreePort();
  const { configFile, config, args } = peer.configure(mocks, port);
  const folder = await mkdtemp(join(tmpdir(), "understudy-peer-"));
  await mkdir(dirname(join(folder, configFile)), { recursive: true });
  await writeFile(join(folder, configFile), JSON.stringify(config));
  const command = peer.isJvm ? ["java", "-jar"] : [process.execPath];
  const child = spawn("taskset", ["-c", cores.server, ...command, program, ...args], { cwd: folder, stdio: "ignore" });
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const started: StartedPeer = {
    origin: `http://127.0.0.1:${port}`,
    // taskset becomes what it starts: the process is the same.
    cpuMs: () => readCpuMs([child.pid ?? 0]),
    async stop(signal = "SIGTERM") {
      const timer = setTimeout(kill, stopTimeoutMs);
      if (!isGone()) {
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      }
      clearTimeout(timer);
      process.off("exit", kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (await untilAnswers(started.origin, isGone)) return started;
  await started.stop();
  throw new Error(`it did not answer within ${readyTimeoutMs / 1000} s`);
}

async function untilAnswers(origin: string, isGone: () => boolean): Promise<boolean> {
  const deadline = performance.now() + readyTimeoutMs;
  while (performance.now() < deadline && !isGone()) {
    const response = await fetch(origin, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response !== null) return true;
    await sleep(100);
  }
  return false;
}
