import type { SpanAttributes } from "./tracer.ts";

const defaultPorts: Readonly<Record<string, number | undefined>> = { http: 80, https: 443 };

/** Where a request goes to, and no more of its address than the host: paths and queries hold secrets. Nothing of what is no address. */
export function describeServer(url: string): SpanAttributes {
  const parsed = URL.parse(url);
  if (parsed === null) return {};
  const scheme = parsed.protocol.slice(0, -1);
  return {
    "url.scheme": scheme,
    "server.address": parsed.hostname,
    "server.port": parsed.port === "" ? defaultPorts[scheme] : Number(parsed.port),
  };
}
