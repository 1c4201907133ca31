import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type TestDatabase, testSecretKey } from "./postgres.ts";

/** A real worker process on a real database. */
export interface TestWorker {
  /** Structured lines so far. */
  lines: () => Record<string, unknown>[];
  /** Resolves with the exit code of the process. */
  stop: () => Promise<number | null>;
}

/** Starts one that may send to these: hosts with or without port, comma-separated. Resolves when it delivers. */
export async function startTestWorker(
  database: TestDatabase,
  { allowedHosts, env = {} }: { allowedHosts: string; env?: Record<string, string> },
): Promise<TestWorker> {
  const main = fileURLToPath(new URL("../apps/worker/src/main.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      ...{ DATABASE_URL: database.url, SECRET_KEY: testSecretKey, WEBHOOK_ALLOW_HOSTS: allowedHosts, PORT: "1" },
      ...env,
    },
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
  await once(child, "message");
  return {
    lines: () =>
      output
        .split("\n")
        .filter((line) => line.startsWith("{") && line.endsWith("}"))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
