import { readFileSync } from "node:fs";
import { findProcesses, getProcess } from "../e2e/processes.ts";
import { startProduct } from "../e2e/product.ts";
import { pin } from "./cores.ts";
import { readCpuMs } from "./cpu.ts";
import { createMocks } from "./mocks.ts";

/** The product as a user runs it, with its mocks. */
export interface BenchedProduct {
  origin: string;
  /** CPU time so far, by process, milliseconds. */
  cpuMs: () => Record<ProcessName, number>;
  runOn: (where: "server" | "both") => void;
  /** Resident memory of the resolver, bytes. */
  resolverBytes: () => number;
  /** Of its own database. */
  databaseUrl: string;
  stop: () => Promise<void>;
}

export type ProcessName = "resolver" | "worker" | "web" | "postgres";

const resolverScript = "apps/resolver/src/main.ts";

/** Starts it on the server's core. Callbacks may reach the receiver only. */
export async function startBenchedProduct(options: {
  receiverPort: number;
  poolSize: number;
}): Promise<BenchedProduct> {
  const receiver = `127.0.0.1:${options.receiverPort}`;
  const product = await startProduct({
    env: { AUTH_MODE: "local", WEBHOOK_ALLOW_HOSTS: receiver, WEBHOOK_POOL_SIZE: String(options.poolSize) },
  });
  const { url, dataDir } = product;
  const runOn = (where: "server" | "both"): void => pin(pidsOf(dataDir), where);
  runOn("server");
  await createMocks(url, `http://${receiver}/callbacks`);
  return {
    // Its address, lest each call looks the name up.
    origin: url.replace("localhost", "127.0.0.1"),
    cpuMs: () => readCpuByProcess(dataDir),
    runOn,
    resolverBytes: () => readBytes(getProcess(dataDir, resolverScript).pid),
    databaseUrl: readVariable(getProcess(dataDir, resolverScript).pid, "DATABASE_URL"),
    async stop() {
      await product.stop();
    },
  };
}

function pidsOf(dataDir: string): number[] {
  return findProcesses(dataDir).map(({ pid }) => pid);
}

function readCpuByProcess(dataDir: string): Record<ProcessName, number> {
  const running = findProcesses(dataDir);
  const cpuOf = (text: string): number =>
    readCpuMs(running.filter(({ command }) => command.includes(text)).map(({ pid }) => pid));
  return {
    resolver: cpuOf(resolverScript),
    worker: cpuOf("apps/worker/src/main.ts"),
    web: cpuOf("apps/web/src/main.ts"),
    postgres: cpuOf("postgres"),
  };
}

function readBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

/** The supervisor tells it to its processes only. */
function readVariable(pid: number, name: string): string {
  const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  return variables.find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}
