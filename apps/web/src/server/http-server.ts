import { once } from "node:events";
import type { Server } from "node:http";
import { AppError } from "@understudy/domain";

/** An answer that is still under way this long after the stop (an event stream, say) is cut off. */
const drainTimeoutMs = 8_000;

/** Resolves when the server accepts connections, rejects when it can't (port taken, address not ours). */
export async function listen(server: Server, address: { host: string; port: number }): Promise<void> {
  // Longer than the front door keeps an idle connection, so that it never writes to one that we are closing.
  server.keepAliveTimeout = 65_000;
  server.listen(address);
  try {
    await once(server, "listening");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("unavailable", `WEB_PORT: can't listen on ${address.host}:${address.port}: ${reason}`, {
      cause,
    });
  }
}

/** Stops accepting and resolves when what is under way has been answered. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  await closed;
  clearTimeout(timer);
}
