import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range from which Linux takes the ports of outgoing connections: a server that is started again must find
// its port free, and not held by a client's connection.
const portMin = 20_000;
const portMax = 32_000;

/** A port on 127.0.0.1 that nobody listens on: the preferred one if it is free. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await findListenProblem(preferred, "127.0.0.1")) === null) return preferred;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(portMin, portMax);
    if ((await findListenProblem(port, "127.0.0.1")) === null) return port;
  }
  throw new Error(`no free port on 127.0.0.1 from ${portMin} to ${portMax}`);
}

/** Why an address can't be listened on (EADDRINUSE, EACCES, …), or null if it can. */
export function findListenProblem(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
