import { isIPv4, type LookupFunction, type Socket } from "node:net";
import { buildConnector } from "undici";
import type { DestinationGuard, HostAndPort } from "./destination-guard.ts";
import { DnsFailure, GuardRefusal, type ConnectionTrace } from "./connection-trace.ts";

export interface ConnectorOptions {
  target: HostAndPort;
  trace: ConnectionTrace;
  /** Ends the attempt to connect; undici itself would let it go on. */
  signal: AbortSignal;
  /** Certificates (PEM) to trust beside the system's. */
  trustedCertificates: readonly string[];
}

/** Connects to addresses that the guard has checked: it looks the name up once, judges, dials what it judged, and looks at the peer. */
export function createGuardedConnector(guard: DestinationGuard, options: ConnectorOptions): buildConnector.connector {
  return (connectOptions, callback) => hand(openGuardedSocket(guard, options, connectOptions), callback);
}

/** Connects to an address that the installation itself configured: no judging. */
export function createPlainConnector(options: ConnectorOptions): buildConnector.connector {
  return (connectOptions, callback) => hand(openSocket(options, connectOptions, undefined), callback);
}

function hand(opening: Promise<Socket>, callback: buildConnector.Callback): void {
  opening.then(
    (socket) => callback(null, socket),
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
  );
}

async function openGuardedSocket(
  guard: DestinationGuard,
  options: ConnectorOptions,
  connectOptions: buildConnector.Options,
): Promise<Socket> {
  const { target, trace } = options;
  trace.phase = "dns";
  const verdict = await guard.resolveHost(target).catch((error: unknown) => {
    throw new DnsFailure(target.hostname, error);
  });
  if (verdict.kind === "blocked") throw new GuardRefusal(verdict.reason);
  options.signal.throwIfAborted();
  trace.address = addressOf(verdict.addresses[0], target.port);
  const socket = await openSocket(options, connectOptions, lookupOf(verdict.addresses));
  // A peer that has reset the connection already has no address any more.
  if (socket.remoteAddress === undefined) throw resetAtOnce(socket);
  const peer = guard.judgeAddress(socket.remoteAddress, target);
  if (peer.kind === "allowed") return socket;
  socket.destroy();
  throw new GuardRefusal(peer.reason);
}

function openSocket(
  { trace, signal, target, trustedCertificates }: ConnectorOptions,
  connectOptions: buildConnector.Options,
  lookup: LookupFunction | undefined,
): Promise<Socket> {
  trace.phase = "connect";
  const connect = buildConnector({
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 500,
    // The signal ends it: one deadline over the whole attempt.
    timeout: 0,
    allowH2: false,
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ...(trustedCertificates.length > 0 && { ca: [...trustedCertificates] }),
  });
  return new Promise((resolve, reject) => {
    // undici's type says that a connector returns nothing; this one returns its socket.
    const opening: unknown = connect(connectOptions, (error, socket) => {
      signal.removeEventListener("abort", stop);
      if (error !== null) return reject(error);
      trace.phase = "http";
      trace.address = addressOf(socket.remoteAddress, target.port);
      resolve(socket);
    });
    const socket = opening as Socket;
    const stop = () => void socket.destroy(new Error("The attempt has ended."));
    if (connectOptions.protocol === "https:") socket.once("connect", () => (trace.phase = "tls"));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
}

function resetAtOnce(socket: Socket): Error {
  socket.destroy();
  return Object.assign(new Error("The connection was reset as soon as it was made."), { code: "ECONNRESET" });
}

/** Answers every lookup with the addresses that were judged. */
export function lookupOf(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
  return (_hostname, options, callback) => {
    const [first] = answers;
    if (options.all === true || first === undefined) callback(null, answers);
    else callback(null, first.address, first.family);
  };
}

/** `ip:port`, as attempts show it. */
export function addressOf(ip: string | undefined, port: number): string | null {
  if (ip === undefined) return null;
  return isIPv4(ip) ? `${ip}:${port}` : `[${ip}]:${port}`;
}
