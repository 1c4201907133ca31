import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs something while no other process on this machine does so under the same name; null if the wait was too long.
 * The lock is a socket in the kernel's own namespace of names: it goes away with its process, so it can't be left behind.
 */
export async function withKernelMutex<Result>(
  name: string,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const deadline = performance.now() + waitMs;
  let server = await tryListen(name);
  while (server === null) {
    if (performance.now() > deadline) return null;
    await sleep(20);
    server = await tryListen(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function tryListen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(`\0understudy-${name}`, () => resolve(server));
  });
}
