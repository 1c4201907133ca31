import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { BootstrapError } from "./bootstrap-error.mjs";

const waitMs = 30 * 60_000;

/**
 * Waits until nobody else installs or builds in this folder, and keeps others out until `release`.
 * The lock is a socket in the kernel's own namespace: it goes away with its last holder, so it can't be left behind.
 * `fd` is handed to the programs that we run: if we are killed while npm is at work, npm goes on holding it.
 */
export async function holdLock(root) {
  const name = `\0understudy-bootstrap-${createHash("sha256").update(realpathSync(root)).digest("hex")}`;
  const deadline = Date.now() + waitMs;
  let hasTold = false;
  for (;;) {
    const server = await tryListen(name);
    // `_handle` is the only way to the descriptor. Without it the lock just does not outlive us.
    if (server !== null) return { fd: server._handle?.fd, release: () => server.close() };
    if (Date.now() > deadline)
      throw new BootstrapError("another start has been installing or building for half an hour; end it first");
    if (!hasTold) process.stdout.write("waiting for another start that is installing or building here …\n");
    hasTold = true;
    await sleep(300);
  }
}

function tryListen(name) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(name, () => resolve(server.unref()));
  });
}
