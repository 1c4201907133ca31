import { connect as connectPlain, isIP, type LookupFunction, Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { DnsFailure, explainFailure, GuardRefusal } from "./connection-trace.ts";
import type { DestinationGuard, HostAndPort } from "./destination-guard.ts";
import { addressOf, lookupOf } from "./guarded-connector.ts";
import type { EgressErrorClass } from "./http-result.ts";

export interface GuardedSocketOptions {
  target: HostAndPort;
  isTls: boolean;
  /** Certificates (PEM) to trust instead of the system's. */
  trustedCertificates: readonly string[];
}

/** Options for `connect` of `net` or `tls`, for clients that open their sockets themselves. */
export interface GuardedConnectOptions {
  host: string;
  port: number;
  servername: string;
  lookup: LookupFunction;
  minVersion: "TLSv1.2";
  ca?: string[];
}

/**
 * Makes a client's own socket go through the guard. An address is judged at once, and thrown as a GuardRefusal; a name is looked up
 * once, judged by what it resolves to, and that is dialled. `onAddress` is told it, as `ip:port`; null where there are several, of which
 * the first that answers will be the peer.
 */
export function guardConnectOptions(
  guard: DestinationGuard,
  { target, trustedCertificates }: GuardedSocketOptions,
  onAddress: (address: string | null) => void = () => undefined,
): GuardedConnectOptions {
  const { hostname, port } = target;
  if (isIP(hostname) !== 0) {
    const verdict = guard.judgeAddress(hostname, target);
    if (verdict.kind === "blocked") throw new GuardRefusal(verdict.reason);
    onAddress(addressOf(hostname, port));
  }
  return {
    host: hostname,
    port,
    // The certificate's name; an address is none.
    servername: isIP(hostname) === 0 ? hostname : "",
    minVersion: "TLSv1.2",
    ...(trustedCertificates.length > 0 && { ca: [...trustedCertificates] }),
    lookup: (_hostname, options, callback) => {
      findAddresses(guard, target).then(
        (addresses) => {
          onAddress(addresses.length === 1 ? addressOf(addresses[0], port) : null);
          lookupOf(addresses)(hostname, options, callback);
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
      );
    },
  };
}

/**
 * Opens a socket through the guard. What goes wrong is its `error` event, a refusal too; the peer is judged once more. `onConnect` is told
 * it, as `ip:port`.
 */
export function openGuardedSocket(
  guard: DestinationGuard,
  options: GuardedSocketOptions,
  onConnect: (peer: string | null) => void,
): Socket {
  try {
    const connectOptions = guardConnectOptions(guard, options);
    const socket = options.isTls ? connectTls(connectOptions) : connectPlain(connectOptions);
    socket.once(options.isTls ? "secureConnect" : "connect", () => {
      const verdict = guard.judgeAddress(socket.remoteAddress ?? "", options.target);
      if (verdict.kind === "blocked") socket.destroy(new GuardRefusal(verdict.reason));
      else onConnect(addressOf(socket.remoteAddress, options.target.port));
    });
    return socket;
  } catch (error) {
    const socket = new Socket();
    // When whoever gets it listens.
    process.nextTick(() => socket.destroy(error instanceof Error ? error : new Error(String(error))));
    return socket;
  }
}

/** Classes an error of such a socket, with a sentence for people. */
export function explainSocketError(error: Error, isTls: boolean): { errorClass: EgressErrorClass; error: string } {
  return explainFailure(error, { phase: phaseOf(error, isTls), address: null });
}

function phaseOf(error: Error, isTls: boolean): "connect" | "tls" | "http" {
  if (error instanceof AggregateError || ("syscall" in error && error.syscall === "connect")) return "connect";
  const isLostInUse = "syscall" in error || !("code" in error);
  return isTls && !isLostInUse ? "tls" : "http";
}

async function findAddresses(guard: DestinationGuard, target: HostAndPort): Promise<readonly string[]> {
  const verdict = await guard.resolveHost(target).catch((error: unknown) => {
    throw new DnsFailure(target.hostname, error);
  });
  if (verdict.kind === "blocked") throw new GuardRefusal(verdict.reason);
  return verdict.addresses;
}
