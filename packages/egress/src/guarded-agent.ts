import { createConnection, type Connection } from "./connection.ts";
import type { DestinationGuard } from "./destination-guard.ts";
import { createGuardedConnector, createPlainConnector } from "./guarded-connector.ts";
import { hostOf } from "./host.ts";
import { IdleConnections } from "./idle-connections.ts";

export interface GuardedAgentOptions {
  /** Idle connections kept for later requests, over all targets. Default 64. */
  idleConnectionsMax?: number;
  /** Certificates (PEM) to trust instead of the system's. */
  trustedCertificates?: readonly string[];
}

/** Where a connection goes: an origin, and whether it is our own, which the installation configured and nobody judges. */
export interface Route {
  origin: string;
  isOwn: boolean;
}

/**
 * Makes and keeps connections, each through the guard it was created with: another policy needs another agent, so that no idle
 * connection outlives the policy that allowed it. It limits nothing, and nobody waits in it: how many attempts run at once, and
 * how many of them to our own origin at which depth (design 12), is decided by who calls.
 */
export interface GuardedAgent {
  guard: DestinationGuard;
  /** An idle connection if there is one, else a new one. */
  take: (route: Route) => Connection;
  /** A new connection. */
  open: (route: Route) => Connection;
  /** Gives back a connection that is ready for another request. */
  put: (connection: Connection) => void;
  /** Ends all idle connections now, and those in use when they are given back. */
  close: () => void;
}

export function createGuardedAgent(guard: DestinationGuard, options: GuardedAgentOptions = {}): GuardedAgent {
  const { idleConnectionsMax = 64, trustedCertificates = [] } = options;
  const idle = new IdleConnections<Connection>(idleConnectionsMax);
  let isClosed = false;

  function open({ origin, isOwn }: Route): Connection {
    const target = hostOf(new URL(origin));
    const connection = createConnection(keyOf({ origin, isOwn }), origin, ({ trace, signal }) => {
      const settings = { target, trace, signal, trustedCertificates };
      return isOwn ? createPlainConnector(settings) : createGuardedConnector(guard, settings);
    });
    connection.client.on("connect", () => (connection.isConnected = true));
    connection.client.on("disconnect", () => {
      connection.isConnected = false;
      if (idle.has(connection)) idle.end(connection);
    });
    return connection;
  }
  return {
    guard,
    open,
    take(route) {
      const connection = idle.take(keyOf(route));
      if (connection === undefined) return open(route);
      connection.isReused = true;
      return connection;
    },
    put(connection) {
      if (isClosed || !connection.isConnected) connection.destroy();
      else idle.add(connection);
    },
    close() {
      isClosed = true;
      idle.endAll();
    },
  };
}

function keyOf({ origin, isOwn }: Route): string {
  return isOwn ? `own ${origin}` : origin;
}
