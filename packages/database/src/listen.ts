import { Client } from "pg";

export interface Listener {
  /** Resolves when the connection stands and `onConnect` is done. */
  ready: () => Promise<void>;
  close: () => Promise<void>;
}

export interface ListenOptions {
  databaseUrl: string;
  channels: readonly string[];
  /** Called after LISTEN on each new connection: what was missed meanwhile is read here. Rejecting drops the connection. */
  onConnect: (client: Client) => Promise<void>;
  onNotification: (channel: string, payload: string) => void;
  /** The connection is lost, or can't be made; it is tried again until `close`. */
  onDisconnect: (error: Error) => void;
}

const connectTimeoutMs = 5_000;
const retryDelayMs = { first: 100, max: 2_000 };
/** A server that vanished is noticed by either side within about 11 s. */
const keepalives = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

/** A connection of its own that LISTENs and is made again whenever it breaks. */
export function listen(options: ListenOptions): Listener {
  let client: Client | undefined;
  let isClosed = false;
  let delayMs = retryDelayMs.first;
  let timer: NodeJS.Timeout | undefined;
  let isStanding = false;
  let standing = createStanding();

  const lose = (lost: Client, error: Error): void => {
    if (client !== lost) return;
    client = undefined;
    // Who waits already goes on waiting for the connection that will stand.
    if (isStanding) standing = createStanding();
    isStanding = false;
    void lost.end().catch(() => undefined);
    if (isClosed) return;
    options.onDisconnect(error);
    timer = setTimeout(() => void connect(), delayMs);
    delayMs = Math.min(delayMs * 2, retryDelayMs.max);
  };

  const connect = async (): Promise<void> => {
    const connecting = new Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      options: keepalives,
    });
    client = connecting;
    connecting.on("error", (error) => lose(connecting, error));
    connecting.on("end", () => lose(connecting, new Error("the connection was closed")));
    connecting.on("notification", ({ channel, payload }) => options.onNotification(channel, payload ?? ""));
    try {
      await connecting.connect();
      for (const channel of options.channels) await connecting.query(`listen ${channel}`);
      await options.onConnect(connecting);
      delayMs = retryDelayMs.first;
      isStanding = true;
      standing.resolve();
    } catch (error) {
      lose(connecting, error instanceof Error ? error : new Error(String(error)));
    }
  };

  void connect();
  return {
    ready: () => standing.promise,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      standing.reject(new Error("the listener was closed"));
      await client?.end();
    },
  };
}

/** Nobody may be waiting: a rejection after `close` is not a failure. */
function createStanding(): PromiseWithResolvers<void> {
  const standing = Promise.withResolvers<void>();
  standing.promise.catch(() => undefined);
  return standing;
}
