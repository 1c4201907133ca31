import { findRequestTrace } from "../server/request-trace.ts";

/** Makes a span of a procedure, below that of the request or of the page that calls it. */
export async function traceProcedure<Result extends { ok: boolean; error?: { code: string } }>(
  path: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const trace = findRequestTrace();
  if (trace === null) return run();
  const span = trace.tracer.start({
    name: path,
    kind: "internal",
    parent: trace.span.context,
    attributes: { "rpc.system.name": "trpc", "rpc.method": path },
  });
  const result = await run();
  const code = result.error?.code;
  // What somebody asked wrongly is not our failure, as with an HTTP status below 500.
  span.end({ error: code === "INTERNAL_SERVER_ERROR" || code === "SERVICE_UNAVAILABLE" ? { type: code } : null });
  return result;
}
