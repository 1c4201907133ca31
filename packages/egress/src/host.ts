import { isIPv6 } from "node:net";

/** A host as the URL parser normalises it, IPv6 without brackets, names without the trailing dot; and the port to dial. */
export interface HostAndPort {
  hostname: string;
  port: number;
}

/** The normal form of a host as text; null when the URL parser refuses it. Check and dial see this form only (ASVS 1.5.3). */
export function normaliseHost(text: string): string | null {
  const bracketed = isIPv6(text) ? `[${text}]` : text;
  const url = URL.parse(`http://${bracketed}/`);
  return url === null ? null : hostOf(url).hostname;
}

/** Host and port of a URL, the scheme's port when it names none. */
export function hostOf(url: URL): HostAndPort {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const schemePort = url.protocol === "https:" ? 443 : 80;
  return { hostname, port: url.port === "" ? schemePort : Number(url.port) };
}
