/** A connection that can serve again. */
export interface KeptConnection {
  /** Which connections can stand in for each other. */
  key: string;
  /** Ends it at once. */
  destroy: () => void;
}

/** Connections that wait for their next request, by origin; beyond `countMax` the one that waited longest is ended. */
export class IdleConnections<Connection extends KeptConnection> {
  readonly #countMax: number;
  /** In the order in which they became idle. */
  readonly #all = new Set<Connection>();
  readonly #byKey = new Map<string, Set<Connection>>();

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** Takes one out. */
  take(key: string): Connection | undefined {
    const [connection] = this.#byKey.get(key) ?? [];
    if (connection !== undefined) this.remove(connection);
    return connection;
  }

  has(connection: Connection): boolean {
    return this.#all.has(connection);
  }

  add(connection: Connection): void {
    const [oldest] = this.#all;
    if (oldest !== undefined && this.#all.size >= this.#countMax) this.end(oldest);
    this.#all.add(connection);
    const sameKey = this.#byKey.get(connection.key) ?? new Set();
    this.#byKey.set(connection.key, sameKey.add(connection));
  }

  remove(connection: Connection): void {
    this.#all.delete(connection);
    const sameKey = this.#byKey.get(connection.key);
    sameKey?.delete(connection);
    if (sameKey?.size === 0) this.#byKey.delete(connection.key);
  }

  end(connection: Connection): void {
    this.remove(connection);
    connection.destroy();
  }

  endAll(): void {
    for (const connection of [...this.#all]) this.end(connection);
  }
}
