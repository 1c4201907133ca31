import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Where callbacks arrive. It runs in the process of the load, on the same clock. */
export interface Receiver {
  port: number;
  /** When the callback of a call came in first, by the call's reference: `performance.now()`. */
  arrivals: Map<string, number>;
  /** When the first one to a path that ends with `/refused-once` was refused. */
  refusals: Map<string, number>;
  /** Callbacks that came more than once. */
  repeats: () => number;
  close: () => void;
}

export async function startReceiver(): Promise<Receiver> {
  const arrivals = new Map<string, number>();
  const refusals = new Map<string, number>();
  let repeats = 0;
  const server = createServer((request, response) => {
    const arrivedAt = performance.now();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { reference } = JSON.parse(Buffer.concat(chunks).toString()) as { reference: string };
      if (request.url?.endsWith("/refused-once") && !refusals.has(reference)) {
        refusals.set(reference, performance.now());
        response.writeHead(503).end();
        return;
      }
      response.writeHead(204).end();
      if (arrivals.has(reference)) repeats += 1;
      else arrivals.set(reference, arrivedAt);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    arrivals,
    refusals,
    repeats: () => repeats,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
