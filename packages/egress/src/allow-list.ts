import ipaddr from "ipaddr.js";
import { isWithin, parseAddress } from "./blocked-ranges.ts";
import { normaliseHost, type HostAndPort } from "./host.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What an administrator opened: a name, whatever it resolves to, or addresses; on every port, or on one. */
export type AllowEntry =
  | { kind: "name"; hostname: string; port: number | null }
  | { kind: "range"; range: [Address, number]; port: number | null };

/** Reads entries such as `api.internal`, `api.internal:8080`, `10.0.0.5`, `10.0.0.5:80`, `10.0.0.0/8`, `[fd00::1]:80`. Throws, naming the first one that is none of them. */
export function parseAllowHosts(entries: readonly string[]): AllowEntry[] {
  return entries.map((text) => {
    const entry = parseEntry(text.trim());
    if (entry === null) {
      throw new Error(`"${text}" is not a host, host:port or CIDR range such as 10.0.0.0/8`);
    }
    return entry;
  });
}

/** Whether an entry opens this address, reached under this name, on this port. */
export function isAllowListed(entries: readonly AllowEntry[], address: Address, target: HostAndPort): boolean {
  return entries.some((entry) => {
    if (entry.port !== null && entry.port !== target.port) return false;
    return entry.kind === "name" ? entry.hostname === target.hostname : isWithin(address, entry.range);
  });
}

function parseEntry(text: string): AllowEntry | null {
  if (ipaddr.isValidCIDR(text)) return { kind: "range", range: parseRange(text), port: null };
  if (parseAddress(text) !== null) return entryOf(text, null);
  const [, host, digits] = /^(\[[^\]]+\]|[^:/[\]]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === undefined) return null;
  const port = digits === undefined ? null : Number(digits);
  return port === null || (port >= 1 && port <= 65_535) ? entryOf(host, port) : null;
}

function entryOf(host: string, port: number | null): AllowEntry | null {
  const hostname = normaliseHost(host);
  if (hostname === null) return null;
  const address = parseAddress(hostname);
  // Patterns would be read as names that never match; say so instead.
  if (address === null) return /^[a-z0-9._-]+$/.test(hostname) ? { kind: "name", hostname, port } : null;
  return { kind: "range", range: [address, address.kind() === "ipv4" ? 32 : 128], port };
}

/** A range of IPv4-mapped addresses means the IPv4 addresses, as everywhere in the guard. */
function parseRange(text: string): [Address, number] {
  const [base, bits] = ipaddr.parseCIDR(text);
  if (base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96) return [base.toIPv4Address(), bits - 96];
  return [base, bits];
}
