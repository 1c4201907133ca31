import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** How a connection breaks: the other side ends it in order, or it is reset. */
export type Break = "end" | "reset";

/** A way to a database that can be cut. */
export interface BreakableLink {
  /** Of the database by this way. */
  url: string;
  /** Breaks the connections that there are. */
  breakAll: (how: Break) => void;
  /** Breaks those too that come from now on, until `accept`. */
  refuse: (how: Break) => void;
  accept: () => void;
  close: () => Promise<void>;
}

/** Opens a way over loopback to the database of this URL. */
export async function openBreakableLink(databaseUrl: string): Promise<BreakableLink> {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let refused: Break | null = null;
  const server = createServer((socket) => {
    // It is cut on purpose.
    socket.on("error", () => undefined);
    if (refused !== null) return breakOne(socket, refused);
    const onward = connect(Number(port || 5432), hostname).on("error", () => socket.destroy());
    open.add(socket);
    socket.once("close", () => (open.delete(socket), onward.destroy()));
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = (how: Break): void => {
    for (const socket of open) breakOne(socket, how);
  };
  return {
    url: url.href,
    breakAll,
    refuse: (how) => ((refused = how), breakAll(how)),
    accept: () => (refused = null),
    close: () => {
      breakAll("end");
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function breakOne(socket: Socket, how: Break): void {
  if (how === "reset") socket.resetAndDestroy();
  else socket.destroy();
}
