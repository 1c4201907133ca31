import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A listener on loopback that counts who connects. */
export interface Relay {
  /** `host:port` */
  address: string;
  /** Connections that were made. */
  connections: () => number;
  /** Connections that are open. */
  open: () => number;
  /** Ends those that are open, and goes on listening. */
  hangUp: () => void;
  stop: () => Promise<void>;
}

/** Does with each connection what it is told; by default it hears and says nothing. */
export async function listen(
  onConnection: (socket: Socket) => void = (socket) => socket.resume(),
  port = 0,
): Promise<Relay> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    onConnection(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const hangUp = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    open: () => sockets.size,
    hangUp,
    async stop() {
      const closed = once(server, "close");
      server.close();
      hangUp();
      await closed;
    },
  };
}

/** Passes everything on to somebody else, both ways. Default for `port`: a free one. */
export function relayTo(address: string, port = 0): Promise<Relay> {
  const { hostname, port: otherPort } = new URL(`tcp://${address}`);
  return listen((socket) => {
    const other = connect({ host: hostname, port: Number(otherPort) });
    other.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.on("close", () => other.destroy());
    socket.pipe(other).pipe(socket);
  }, port);
}
