import { guardHeaders } from "@understudy/answering";
import { hopsHeader, stubKeyHeader, type TraceContext, traceHeaderNames, withoutOwnCookies } from "@understudy/domain";
import type { HeaderList } from "@understudy/egress";
import { dropHopByHop } from "./hop-by-hop.ts";

/** Those of the caller that are not the service's business: whom it called, what our server has done already, what we say ourselves. */
const ours = new Set(["host", "expect", hopsHeader, stubKeyHeader]);

/**
 * Headers for the service that a proxy mock stands before: the caller's, without our cookies, and how deep in a chain of calls it is. A
 * trace that is given stands in for the caller's.
 */
export function forwardedHeaders(
  rawHeaders: readonly string[],
  { isAnswerRead, hops, trace }: { isAnswerRead: boolean; hops: string; trace: TraceContext | null },
): HeaderList {
  const kept = pairsOf(dropHopByHop(rawHeaders)).flatMap(([name, value]): [string, string][] => {
    const lowerCase = name.toLowerCase();
    if (ours.has(lowerCase) || (isAnswerRead && lowerCase === "accept-encoding")) return [];
    if (trace !== null && isTraceHeader(lowerCase)) return [];
    if (lowerCase !== "cookie") return [[name, value]];
    const cookies = withoutOwnCookies(value);
    return cookies === "" ? [] : [[name, cookies]];
  });
  // What is compressed can't be read.
  if (isAnswerRead) kept.push(["accept-encoding", "identity"]);
  if (trace !== null) kept.push(["traceparent", trace.traceparent]);
  if (trace?.tracestate !== undefined) kept.push(["tracestate", trace.tracestate]);
  return [...kept, [hopsHeader, hops]];
}

/** Headers of its answer, to be written: hostile content like any answer of a stub (design 16); the request id is ours. */
export function answeredHeaders(headers: HeaderList): string[] {
  const kept = pairsOf(dropHopByHop(headers.flat())).filter(([name]) => name.toLowerCase() !== "x-request-id");
  return guardHeaders(kept).flat();
}

function isTraceHeader(name: string): boolean {
  return traceHeaderNames.some((one) => one === name);
}

function pairsOf(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ""]] : [],
  );
}
