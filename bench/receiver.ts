import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Where callbacks arrive. It runs in the process of the load, on the same clock. */
export interface Receiver {
  port: number;
  /** When the callback of a call came in first, by the call's reference: `performance.now()`. */
  arrivals: Map<string, number>;
  /** Callbacks that came more than once. */
  repeats: () => number;
  close: () => void;
}

export async function startReceiver(): Promise<Receiver> {
  const arrivals = new Map<string, number>();
  let repeats = 0;
  const server = createServer((request, response) => {
    const arrivedAt = performance.now();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(204).end();
      const { reference } = JSON.parse(Buffer.concat(chunks).toString()) as { reference: string };
      if (arrivals.has(reference)) repeats += 1;
      else arrivals.set(reference, arrivedAt);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    arrivals,
    repeats: () => repeats,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
