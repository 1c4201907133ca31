import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";

/** What `login` remembers. Tokens are secrets: the file is its owner's alone. */
const ConfigFileSchema = z.object({
  /** The server that was signed in to last. */
  server: z.string().optional(),
  servers: z.record(z.string(), z.object({ token: z.string(), login: z.string().optional() })).default({}),
});
export type ConfigFile = z.infer<typeof ConfigFileSchema>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where it is: below XDG_CONFIG_HOME, else ~/.config. */
export function configFilePath(env: Environment): string {
  return join(env["XDG_CONFIG_HOME"] || join(env["HOME"] || homedir(), ".config"), "understudy", "config.json");
}

/** An absent file is an empty one; one that can't be read or understood fails. */
export function readConfigFile(env: Environment): ConfigFile {
  const path = configFilePath(env);
  const text = readTextOrNull(path);
  if (text === null) return { servers: {} };
  try {
    return ConfigFileSchema.parse(JSON.parse(text));
  } catch (error) {
    const hint = "remove it and sign in again: understudy login";
    throw new Failure(exitCode.usage, `${path} is not what login wrote`, { hint, cause: error });
  }
}

/** Replaces the file in one step: whoever reads it meanwhile sees the old one or the new one. */
export function writeConfigFile(env: Environment, config: ConfigFile): void {
  const path = configFilePath(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  // The mode above is for a new file, and a umask takes away of it.
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

function readTextOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Failure(exitCode.failed, `can't read ${path}: ${(error as Error).message}`);
  }
}
