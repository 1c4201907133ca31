import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { StartError } from "@understudy/runtime";
import { waitUntil } from "../wait-until.ts";
import { postgresEnv, type Cluster } from "./cluster.ts";
import { guardScript } from "./guard.ts";
import { endLeftoverServer } from "./leftover-server.ts";

/** A running PostgreSQL server. */
export interface Server {
  /** Resolves when it has ended, with a word on how. */
  exited: Promise<string>;
  stop: () => Promise<void>;
}

export interface ServerOptions {
  port: number;
  /** Server settings beside our own, as in postgresql.conf. */
  settings?: Readonly<Record<string, string>>;
}

const fastStopMs = 20_000;
const immediateStopMs = 5_000;
/** Recovery after a crash replays at most `max_wal_size`, on a slow disk too. */
const startTimeoutMs = 300_000;

/** Starts the server of a cluster; resolves when it accepts connections. */
export async function startServer(
  cluster: Cluster,
  options: ServerOptions,
  stopRequested: AbortSignal,
): Promise<Server> {
  await endLeftoverServer(cluster.folder);
  const logStart = statSync(cluster.logPath, { throwIfNoEntry: false })?.size ?? 0;
  const guard = spawnGuard(cluster, options);
  let isRunning = true;
  const exited = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      isRunning = false;
      resolve(how);
    };
    guard.once("error", (error) => end(error.message));
    guard.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
  });
  // Writing to a guard that just ended is no news: `exited` tells.
  guard.stdin?.on("error", () => undefined);
  const server: Server = { exited, stop: () => stopGuard(guard, exited) };

  const isSettled = (): boolean => !isRunning || stopRequested.aborted || acceptsConnections(cluster.folder);
  const isInTime = await waitUntil(isSettled, startTimeoutMs);
  if (isInTime && isRunning && !stopRequested.aborted) return server;
  await server.stop();
  throw new StartError(
    `PostgreSQL does not start: ${lastProblem(cluster.logPath, logStart)} (log: ${cluster.logPath})`,
  );
}

function spawnGuard(cluster: Cluster, options: ServerOptions): ChildProcess {
  const settings = Object.entries({ ...defaultSettings(options.port), ...options.settings });
  const command = [join(cluster.binaries.folder, "bin/postgres"), "-D", cluster.folder];
  const log = openSync(cluster.logPath, "a", 0o600);
  try {
    return spawn(
      "/bin/sh",
      [
        "-c",
        guardScript,
        "postgres-guard",
        ...command,
        ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ],
      {
        ...cluster.account.ids,
        cwd: "/",
        env: postgresEnv,
        detached: true,
        stdio: ["pipe", log, log],
      },
    );
  } finally {
    closeSync(log);
  }
}

function defaultSettings(port: number): Record<string, string> {
  const memoryMib = totalmem() / 2 ** 20;
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: `${Math.round(Math.min(256, Math.max(32, memoryMib / 8)))}MB`,
    max_wal_size: "1GB",
    timezone: "UTC",
    log_timezone: "UTC",
  };
}

/** The last line of its pid file says so; asking by a connection would need a client and the password. */
function acceptsConnections(folder: string): boolean {
  try {
    return readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

async function stopGuard(guard: ChildProcess, exited: Promise<string>): Promise<void> {
  let isRunning = true;
  void exited.then(() => (isRunning = false));
  for (const [signal, waitMs] of [
    ["INT", fastStopMs],
    ["QUIT", immediateStopMs],
  ] as const) {
    if (guard.stdin?.writable === true) guard.stdin.write(`${signal}\n`);
    if (await waitUntil(() => !isRunning, waitMs)) return;
  }
  if (guard.pid !== undefined) process.kill(-guard.pid, "SIGKILL");
  await exited;
}

function lastProblem(logPath: string, from: number): string {
  const lines = readFileSync(logPath).subarray(from).toString("utf8").trim().split("\n");
  const problem = lines.findLast((line) => /FATAL|PANIC|error|not found|denied/i.test(line)) ?? lines.at(-1) ?? "";
  return problem.replace(/^.*?(FATAL|PANIC|ERROR): +/, "");
}
