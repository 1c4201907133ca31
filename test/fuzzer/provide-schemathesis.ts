import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const installTimeoutMs = 300_000;

/** The fuzzer's program; pip fetches it the first time, by the hashes of requirements.txt, into an environment of its own in the user's cache. */
export async function provideSchemathesis(): Promise<string> {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "understudy");
  const version = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  // Programs of an environment name its folder, so that it can't be moved to its place when it is complete: a stamp says that it is.
  const folder = join(cache, `schemathesis-${version.slice(0, 12)}`);
  const stamp = join(folder, "complete");
  if (!existsSync(stamp)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    await install(folder);
    await writeFile(stamp, "");
  }
  return join(folder, "bin/schemathesis");
}

async function install(folder: string): Promise<void> {
  try {
    await run("python3", ["-m", "venv", folder], { timeout: installTimeoutMs });
    const options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"];
    await run(join(folder, "bin/pip"), ["install", ...options, "-r", requirements], { timeout: installTimeoutMs });
  } catch (cause) {
    const hint =
      "needs python3 of version 3.11 or newer with venv, and pip's package index (pip config list says which)";
    throw new Error(`the fuzzer could not be installed; it ${hint}`, { cause });
  }
}
