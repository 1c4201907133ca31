import type { ForwardResult } from "@understudy/egress";
import { describeServer, type Span, type SpanEnd, spanMethodOf, type Tracer } from "@understudy/runtime";
import type { HandledRequest } from "./handled-request.ts";

/** A span of a call that is sent on, until its answer begins. Null: no traces. */
export function startForwardSpan(
  tracer: Tracer | null,
  { handled, method, url }: { handled: HandledRequest; method: string; url: string },
): Span | null {
  if (tracer === null || handled.trace === null) return null;
  return tracer.start({
    name: spanMethodOf(method),
    kind: "client",
    parent: handled.trace.context,
    attributes: { "http.request.method": spanMethodOf(method), ...describeServer(url) },
  });
}

export function describeForwarding(result: ForwardResult): SpanEnd {
  if (result.kind === "failed") return { error: { type: result.errorClass, message: result.error } };
  const { statusCode } = result;
  return {
    attributes: { "http.response.status_code": statusCode },
    error: statusCode >= 400 ? { type: String(statusCode) } : null,
  };
}
