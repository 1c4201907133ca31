import type { RenderContext } from "@understudy/templating";

/** W3C Trace Context: version, trace, parent, flags; later versions may have more behind. Neither id is all zeros. */
const traceparentPattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]*)?$/;
/** What every system must be able to pass on. */
const tracestateMax = 512;

/** Headers that carry a trace from a call to what it causes. */
export const traceHeaderNames = ["traceparent", "tracestate"] as const;

/**
 * Adds the trace of the call to the headers of a message, so that whoever receives it goes on with the trace. A callback that sets one of
 * these headers itself has its way, and what is not a trace is not passed on.
 */
export function withTrace(
  headers: Record<string, string>,
  { request }: Pick<RenderContext, "request">,
): Record<string, string> {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (traceHeaderNames.some((name) => names.includes(name))) return headers;
  const { traceparent, tracestate } = request.headers;
  if (traceparent?.length !== 1 || !traceparentPattern.test(traceparent[0] ?? "")) return headers;
  const state = tracestate?.join(",") ?? "";
  return {
    ...headers,
    traceparent: traceparent[0] ?? "",
    ...(state !== "" && state.length <= tracestateMax && { tracestate: state }),
  };
}
