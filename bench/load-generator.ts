import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import autocannon from "autocannon";
import type { BenchRequest } from "./bench-request.ts";

export interface LoadRun {
  origin: string;
  /** Sent in turn, each connection sending the next when it has its answer. */
  requests: readonly BenchRequest[];
  connections: number;
  seconds: number;
}

export interface LoadResult {
  answered: number;
  seconds: number;
  /** Answers that were no 2xx, and connections that broke. */
  failures: number;
}

export interface LoadGenerator {
  name: string;
  run: (run: LoadRun) => Promise<LoadResult>;
}

/** wrk where it is installed: it takes a fifth of the time for a request, and so rarely is what limits the rate. */
export async function findLoadGenerator(): Promise<LoadGenerator> {
  const version = await readWrkVersion();
  return version === null ? { name: "autocannon", run: runAutocannon } : { name: `wrk ${version}`, run: runWrk };
}

/** It prints its version and usage, and ends as if something were wrong. */
async function readWrkVersion(): Promise<string | null> {
  const said = await new Promise<string>((resolve) => execFile("wrk", ["-v"], (_error, stdout) => resolve(stdout)));
  return /^wrk (\S+)/m.exec(said)?.[1] ?? null;
}

async function runWrk({ origin, requests, connections, seconds }: LoadRun): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), "understudy-wrk-"));
  const file = join(folder, "requests");
  const script = fileURLToPath(new URL("replay.lua", import.meta.url));
  try {
    writeFileSync(file, requests.map((request) => renderRequest(request, origin)).join("\u0001"));
    const options = ["--threads=1", `--connections=${connections}`, `--duration=${seconds}s`, "--timeout=5s"];
    const { stdout } = await promisify(execFile)("wrk", [...options, `--script=${script}`, origin, "--", file]);
    const [answered = 0, micros = 0, failures = 0] = (/^result (.*)$/m.exec(stdout)?.[1] ?? "").split(" ").map(Number);
    return { answered: answered - failures, seconds: micros / 1_000_000, failures };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As it goes over the wire. */
function renderRequest({ method, path, headers, body }: BenchRequest, origin: string): string {
  const length = body === "" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${path} HTTP/1.1`, `host: ${new URL(origin).host}`, ...lines, ...length];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

async function runAutocannon({ origin, requests, connections, seconds }: LoadRun): Promise<LoadResult> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: requests.map(({ body, ...request }) => ({ ...request, ...(body !== "" && { body }) })),
  });
  return {
    answered: result["2xx"],
    seconds: result.duration,
    failures: result.errors + result.timeouts + result.non2xx,
  };
}
