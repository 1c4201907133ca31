// Installs and builds what is missing. `npm start`, `npm test`, `npm run check` and `npm run build` all begin here.
// It and its siblings run on the system's Node (20 or newer) before anything is installed: no dependencies, plain JavaScript.
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildCli, buildWeb, generateDatabaseClient } from "./bootstrap-build.mjs";
import { BootstrapError } from "./bootstrap-error.mjs";
import { installPackages } from "./bootstrap-install.mjs";
import { holdLock } from "./bootstrap-lock.mjs";

/** Absolute path of the project's root. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/**
 * Installs packages, generates the database client and builds the command line and the web app, each only if it is missing or out of date.
 * Returns the path of the pinned Node. Rejects with a BootstrapError where a user can do something about it.
 * `withWeb: false` leaves out what is built (checks and unit tests don't need it).
 */
export async function bootstrap({ root = projectRoot, withWeb = true } = {}) {
  requirePlatform();
  const node = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
  const lock = await holdLock(root);
  try {
    await installPackages({ root, lock });
    requirePinnedNode(node);
    await generateDatabaseClient({ root, node, lock });
    if (withWeb) {
      await buildCli({ root, node, lock });
      await buildWeb({ root, node, lock });
    }
  } finally {
    lock.release();
  }
  return { node };
}

/** Prints why it can't go on, one line where a user can do something about it, and ends the process. */
export function failWith(error) {
  const text = error instanceof BootstrapError ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`understudy: ${text}\n`);
  process.exit(error instanceof BootstrapError ? error.exitCode : 1);
}

function requirePlatform() {
  if (process.platform === "linux" && ["x64", "arm64"].includes(process.arch)) return;
  throw new BootstrapError(
    `this needs Linux on x64 or arm64, and this is ${process.platform} on ${process.arch}; docker/compose.yaml runs it anywhere`,
  );
}

function requirePinnedNode(node) {
  try {
    accessSync(node, constants.X_OK);
  } catch {
    throw new BootstrapError(`${node} is missing: npm left out optional packages (is "omit" set in an .npmrc?)`);
  }
}
