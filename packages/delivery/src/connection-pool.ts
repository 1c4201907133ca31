import { IdleConnections, type KeptConnection } from "@understudy/egress";

/** A connection that may end while nobody uses it. */
export interface PooledConnection extends KeptConnection {
  isAlive: () => boolean;
}

/** Keeps idle connections for later attempts. Each carries one attempt at a time, so that nobody waits for somebody else's broker. */
export interface ConnectionPool<Connection extends PooledConnection> {
  /** An idle connection with this key, if there is one that lives. */
  take: (key: string) => Connection | undefined;
  /** Gives back one that is ready for another attempt. */
  put: (connection: Connection) => void;
  /** Ends all idle connections now, and those in use when they are given back. */
  close: () => void;
}

export interface ConnectionPoolOptions {
  /** Idle connections kept, over all targets; beyond it the one that waited longest ends. */
  idleMax: number;
  /** One that nobody took for so long ends. */
  idleMs: number;
}

export function createConnectionPool<Connection extends PooledConnection>(
  options: ConnectionPoolOptions,
): ConnectionPool<Connection> {
  const idle = new IdleConnections<Connection>(options.idleMax);
  const timers = new WeakMap<Connection, NodeJS.Timeout>();
  let isClosed = false;
  const endIfIdle = (connection: Connection): void => {
    if (idle.has(connection)) idle.end(connection);
  };
  return {
    take(key) {
      for (let found = idle.take(key); found !== undefined; found = idle.take(key)) {
        clearTimeout(timers.get(found));
        if (found.isAlive()) return found;
        found.destroy();
      }
      return undefined;
    },
    put(connection) {
      if (isClosed || !connection.isAlive()) return connection.destroy();
      idle.add(connection);
      timers.set(connection, setTimeout(endIfIdle, options.idleMs, connection).unref());
    },
    close() {
      isClosed = true;
      idle.endAll();
    },
  };
}
