import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createDestinationGuard, type DestinationGuard, type GuardOptions } from "../src/destination-guard.ts";
import { createGuardedAgent, type GuardedAgent } from "../src/guarded-agent.ts";

/** Something that listens on a loopback address, and counts who connects. */
export interface Listener {
  port: number;
  url: string;
  connections: () => number;
  stop: () => Promise<void>;
}

/** A TCP server; `onConnection` does the talking, by default nothing. */
export async function listen(
  onConnection: (socket: Socket) => void = () => undefined,
  { host = "127.0.0.1", port = 0 } = {},
): Promise<Listener> {
  return start(createServer(onConnection), host, port);
}

/** An HTTP server. */
export async function listenHttp(onRequest: RequestListener, { host = "127.0.0.1", port = 0 } = {}): Promise<Listener> {
  return start(createHttpServer(onRequest), host, port);
}

/** A guard and its agent, opened for nothing unless `options` says so. Our own port is one that nobody uses. */
export function createTestAgent(options: Partial<GuardOptions> = {}): { guard: DestinationGuard; agent: GuardedAgent } {
  const guard = createDestinationGuard({
    allowPrivate: false,
    allowHosts: [],
    ownOrigin: { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" },
    resolve: () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" })),
    ...options,
  });
  return { guard, agent: createGuardedAgent(guard) };
}

async function start(server: Server, host: string, port: number): Promise<Listener> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    port: address.port,
    url: `http://${name}:${address.port}/`,
    connections: () => connections,
    async stop() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
