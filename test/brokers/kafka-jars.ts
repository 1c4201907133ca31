import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const pom = fileURLToPath(new URL("kafka-pom.xml", import.meta.url));
const downloadTimeoutMs = 300_000;

/** The folder with Kafka's jars; Maven fetches them the first time. */
export async function provideKafkaJars(): Promise<string> {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "understudy");
  const version = createHash("sha256")
    .update(await readFile(pom))
    .digest("hex");
  const jars = join(cache, `kafka-${version.slice(0, 12)}`);
  if (existsSync(jars)) return jars;
  await mkdir(cache, { recursive: true });
  const fetched = await mkdtemp(join(cache, "fetching-"));
  try {
    await fetchInto(fetched);
    // In one step, so that nobody finds half of it; whoever was faster has fetched the same.
    await rename(fetched, jars).catch((error: unknown) => {
      if (!existsSync(jars)) throw error;
    });
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
  return jars;
}

async function fetchInto(folder: string): Promise<void> {
  const args = [
    "--batch-mode",
    "--quiet",
    "--file",
    pom,
    "dependency:copy-dependencies",
    `-DoutputDirectory=${folder}`,
  ];
  await run("mvn", args, { timeout: downloadTimeoutMs });
}
