import { Client, type buildConnector } from "undici";
import type { ConnectionTrace } from "./connection-trace.ts";

/** One connection; it carries one request at a time, so that nobody waits for somebody else's target. */
export interface Connection {
  /** Which connections can stand in for each other: origin, and whether it is our own. */
  key: string;
  client: Client;
  trace: ConnectionTrace;
  isConnected: boolean;
  /** Whether it served a request before: then the target may be closing it just now. */
  isReused: boolean;
  /** Ends it at once, also while it is being made. */
  destroy: () => void;
}

/** Makes the connector of one connection: where it reports how far it is, and what ends it. */
export type MakeConnector = (options: { trace: ConnectionTrace; signal: AbortSignal }) => buildConnector.connector;

/**
 * Shorter than the idle time of any server we know of that doesn't announce its own, lest a request meets a connection that the
 * server is just closing. Milliseconds.
 */
const keepAliveTimeoutMs = 1000;
/** Longest that a server's announcement makes us keep an idle connection, milliseconds. */
const keepAliveTimeoutMsMax = 10_000;
/** Largest header of an answer, in bytes; more is a protocol failure. */
const answerHeaderBytesMax = 16_384;

/** A connection that is made when its first request is dispatched. */
export function createConnection(key: string, origin: string, makeConnector: MakeConnector): Connection {
  const trace: ConnectionTrace = { phase: "dns", address: null };
  const ending = new AbortController();
  const client = new Client(origin, {
    connect: makeConnector({ trace, signal: ending.signal }),
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: keepAliveTimeoutMs,
    keepAliveMaxTimeout: keepAliveTimeoutMsMax,
    maxHeaderSize: answerHeaderBytesMax,
    // One deadline over the whole attempt stands in for both (send-http.ts).
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  function destroy(): void {
    ending.abort();
    void client.destroy();
  }
  return { key, client, trace, isConnected: false, isReused: false, destroy };
}
