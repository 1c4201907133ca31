import type { ForwardResult } from "@understudy/egress";
import { type Span, type SpanEnd, spanMethodOf, type Tracer } from "@understudy/runtime";
import type { HandledRequest } from "./handled-request.ts";

/** A span of a call that is sent on, until its answer begins. Says where to, and not which path there: paths hold secrets. Null: no traces. */
export function startForwardSpan(
  tracer: Tracer | null,
  { handled, method, url }: { handled: HandledRequest; method: string; url: string },
): Span | null {
  if (tracer === null || handled.trace === null) return null;
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol.slice(0, -1);
  return tracer.start({
    name: spanMethodOf(method),
    kind: "client",
    parent: handled.trace.context,
    attributes: {
      "http.request.method": spanMethodOf(method),
      "url.scheme": scheme,
      "server.address": hostname,
      "server.port": port === "" ? defaultPorts[scheme] : Number(port),
    },
  });
}

const defaultPorts: Record<string, number | undefined> = { http: 80, https: 443 };

export function describeForwarding(result: ForwardResult): SpanEnd {
  if (result.kind === "failed") return { error: { type: result.errorClass, message: result.error } };
  const { statusCode } = result;
  return {
    attributes: { "http.response.status_code": statusCode },
    error: statusCode >= 400 ? { type: String(statusCode) } : null,
  };
}
