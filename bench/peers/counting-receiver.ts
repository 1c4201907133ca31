import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Counts callbacks, in the process of the load. */
export interface CountingReceiver {
  url: string;
  /** How many came; those with an id that came before are one. */
  count: () => number;
  /** Resolves to the count when none has come for so long. */
  untilQuiet: (quietMs: number) => Promise<number>;
  close: () => void;
}

export async function startCountingReceiver(): Promise<CountingReceiver> {
  const ids = new Set<string>();
  let withoutId = 0;
  let lastAt = performance.now();
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
    lastAt = performance.now();
    const id = request.headers["webhook-id"];
    if (typeof id === "string") ids.add(id);
    else withoutId += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const count = (): number => ids.size + withoutId;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notified`,
    count,
    async untilQuiet(quietMs) {
      lastAt = performance.now();
      while (performance.now() - lastAt < quietMs) await new Promise((resolve) => setTimeout(resolve, 50));
      return count();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
