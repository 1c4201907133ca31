import { readTraceContext, traceHeaderNames, type TraceContext } from "@understudy/domain";
import type { RenderContext } from "@understudy/templating";

/** The trace that the messages of a call go on with. Null: none. */
export function traceOf({ trace, request }: Pick<RenderContext, "trace" | "request">): TraceContext | null {
  return trace ?? readTraceContext(request.headers);
}

/**
 * Adds a trace to the headers of a message, so that whoever receives it goes on with the trace. A callback that sets one of these headers
 * itself has its way.
 */
export function withTrace(headers: Record<string, string>, trace: TraceContext | null): Record<string, string> {
  if (trace === null) return headers;
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (traceHeaderNames.some((name) => names.includes(name))) return headers;
  const { traceparent, tracestate } = trace;
  return { ...headers, traceparent, ...(tracestate !== undefined && { tracestate }) };
}
