import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import type { InternalClient } from "@understudy/domain";

const forwardingHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/**
 * Who sent a request. X-Forwarded-* headers count only when they come from a trusted proxy; then the client is the last
 * address in X-Forwarded-For that is not itself trusted.
 */
export function readClient(
  request: IncomingMessage,
  options: { requestId: string; trustedProxies: BlockList },
): InternalClient {
  const peer = plainAddress(request.socket.remoteAddress ?? "");
  const isForwarded = forwardingHeaders.some((name) => request.headers[name] !== undefined);
  const own: InternalClient = {
    address: peer,
    host: request.headers.host ?? "",
    scheme: "http",
    isForwarded,
    requestId: options.requestId,
  };
  const trusted = options.trustedProxies;
  if (!isForwarded || !isIn(trusted, peer)) return own;

  const scheme = listOf(request.headers["x-forwarded-proto"])[0];
  return {
    ...own,
    address: readAddress(peer, request.headers["x-forwarded-for"], trusted),
    host: listOf(request.headers["x-forwarded-host"])[0] ?? own.host,
    scheme: scheme === "https" ? "https" : "http",
  };
}

/** The address of a client, likewise; `peer` is who is at the other end of the connection, `forwardedFor` its X-Forwarded-For. */
export function readAddress(peer: string, forwardedFor: string | string[] | undefined, trusted: BlockList): string {
  const nearest = plainAddress(peer);
  if (forwardedFor === undefined || !isIn(trusted, nearest)) return nearest;
  const addresses = listOf(forwardedFor).map(plainAddress);
  return addresses.findLast((address) => !isIn(trusted, address)) ?? addresses[0] ?? nearest;
}

/** A list of addresses and CIDR ranges, as the setting has them, made ready to be asked. */
export function toBlockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const isV6 = isIP(address) === 6;
    list.addSubnet(address, Number(prefix ?? (isV6 ? 128 : 32)), isV6 ? "ipv6" : "ipv4");
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** IPv4 in IPv6 form is the IPv4 address. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
