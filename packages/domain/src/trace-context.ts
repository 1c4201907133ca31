import { z } from "zod";

/** W3C Trace Context: version, trace, parent, flags; later versions may have more behind. Neither id is all zeros. */
const traceparentPattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]*)?$/;
/** What every system must be able to pass on. */
const tracestateMax = 512;

/** Headers that carry a trace from a call to what it causes. */
export const traceHeaderNames = ["traceparent", "tracestate"] as const;

/** Where a trace stands: what comes next is caused by this. In the words of the headers. */
export const TraceContextSchema = z.object({
  traceparent: z.string(),
  tracestate: z.string().optional(),
});
export type TraceContext = z.infer<typeof TraceContextSchema>;

/** The trace that headers (names in lower case, each with all of its values) carry. Null: there is none, or nothing that is one. */
export function readTraceContext(
  headers: Readonly<Record<string, readonly string[] | undefined>>,
): TraceContext | null {
  const { traceparent, tracestate } = headers;
  const [parent] = traceparent ?? [];
  if (parent === undefined || traceparent?.length !== 1 || !traceparentPattern.test(parent)) return null;
  const state = tracestate?.join(",") ?? "";
  return { traceparent: parent, ...(state !== "" && state.length <= tracestateMax && { tracestate: state }) };
}
