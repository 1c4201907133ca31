import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BenchRequest } from "./bench-request.ts";
import { pin } from "./cores.ts";
import { readCpuMs } from "./cpu.ts";

/** The answer of the product, for the bare server to give byte by byte. */
export interface BareAnswer {
  status: number;
  /** Name, value, name, value… without those that Node adds by itself. */
  headers: string[];
  body: string;
}

export interface BareServer {
  origin: string;
  cpuMs: () => number;
  stop: () => Promise<void>;
}

/** Says the same to everybody; reads and parses the body first; or makes of it what the mock of a payment makes of it. */
export type BareKind = "fixed" | "parsed" | "payment";

/** Starts a bare `node:http` server on the server's core. */
export async function startBareServer(kind: BareKind, answer: BareAnswer): Promise<BareServer> {
  const script = fileURLToPath(new URL("bare-server.ts", import.meta.url));
  const child = spawn(process.execPath, [script, kind, JSON.stringify(answer)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [port] = (await once(child, "message")) as [number];
  const { pid = 0 } = child;
  pin([pid], "server");
  return {
    origin: `http://127.0.0.1:${port}`,
    cpuMs: () => readCpuMs([pid]),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** Asks the product once what the bare server shall say. */
export async function readAnswer(origin: string, request: BenchRequest): Promise<BareAnswer> {
  const { path, body, ...init } = request;
  const content = body === "" ? {} : { body };
  const response = await fetch(origin + path, { ...init, ...content, signal: AbortSignal.timeout(10_000) });
  const added = ["connection", "date", "keep-alive"];
  const headers = [...response.headers].filter(([name]) => !added.includes(name)).flat();
  return { status: response.status, headers, body: await response.text() };
}
