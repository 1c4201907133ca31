import { randomBytes } from "node:crypto";
import { access, chmod, constants, mkdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@understudy/runtime";
import { getOrMakeSecret } from "./private-file.ts";

/** Makes DATA_DIR if there is none, and returns its real path. */
export async function openDataFolder(path: string): Promise<string> {
  try {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    // As root, PostgreSQL runs as another user, who must get through to its own folder in there.
    if (first !== undefined && process.getuid?.() === 0) await chmod(path, 0o711);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!(await stat(path)).isDirectory()) throw new Error("it is not a folder");
    return await realpath(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `DATA_DIR ${path} can't be written (${reason}); choose another, for instance: DATA_DIR=$HOME/understudy npm start`,
    );
  }
}

/** The generated SECRET_KEY of an installation (32 bytes in hexadecimal). Whoever loses it loses the secrets in the database. */
export async function getOrMakeSecretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, "secret.key");
  const secretKey = await getOrMakeSecret(file, () => randomBytes(32).toString("hex"));
  if (!/^[0-9a-f]{64}$/i.test(secretKey))
    throw new StartError(`${file} does not hold 64 hexadecimal digits; put the right key back`);
  return secretKey;
}
