import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface BrokerProcessOptions {
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  cwd: string;
  logFile: string;
  /** Resolves once it takes messages; rejects while it does not. */
  probe: () => Promise<void>;
}

/** A broker that runs until it is stopped. */
export interface BrokerProcess {
  /** SIGTERM lets it close its files; SIGKILL is a crash. Resolves when it is gone. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const readyTimeoutMs = 60_000;
const probeIntervalMs = 100;

/** Starts a broker in a process group of its own, and waits until it takes messages. Rejects with the end of its log. */
export async function startBrokerProcess(options: BrokerProcessOptions): Promise<BrokerProcess> {
  const log = openSync(options.logFile, "a");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const exited = once(child, "exit").catch(() => undefined);
  const killWithUs = (): void => signalGroup(child, "SIGKILL");
  process.once("exit", killWithUs);
  const stop = async (signal: NodeJS.Signals = "SIGKILL"): Promise<void> => {
    signalGroup(child, signal);
    await exited;
    process.off("exit", killWithUs);
  };
  try {
    await waitUntilReady(child, options.probe);
  } catch (error) {
    await stop();
    const end = readFileSync(options.logFile, "utf8").slice(-4_000);
    throw new Error(`${options.command} does not take messages: ${String(error)}\n${end}`, { cause: error });
  }
  return { stop };
}

async function waitUntilReady(child: ChildProcess, probe: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + readyTimeoutMs;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (child.exitCode !== null || child.pid === undefined || performance.now() > deadline) throw error;
    }
    await sleep(probeIntervalMs);
  }
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
}

/** This many different ports on loopback that nobody listens on. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
