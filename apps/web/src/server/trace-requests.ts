import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readTraceContext } from "@understudy/domain";
import { spanMethodOf, type Tracer } from "@understudy/runtime";
import type { RequestTrace } from "./request-trace.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Makes a span of each request. Says nothing of headers, bodies and the query. */
export function traceRequests(handle: Handler, tracer: Tracer | null): Handler {
  if (tracer === null) return handle;
  const traces = (globalThis.understudyTraces ??= new AsyncLocalStorage<RequestTrace>());
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "/";
    if (isUntold(path)) return handle(request, response);
    const trace = begin(request, { path, tracer });
    response.once("close", () => end(trace, { request, response }));
    return traces.run(trace, () => handle(request, response));
  };
}

/** Files of the dashboard, and what load balancers ask every second: nobody looks for these in a trace. */
function isUntold(path: string): boolean {
  return path.startsWith("/_next/") || path === "/health" || path.startsWith("/health/");
}

function begin(request: IncomingMessage, { path, tracer }: { path: string; tracer: Tracer }): RequestTrace {
  const method = spanMethodOf(request.method);
  const span = tracer.start({
    name: method,
    kind: "server",
    parent: readTraceContext(request.headersDistinct),
    attributes: { "http.request.method": method, "url.scheme": "http", "url.path": path },
  });
  return { tracer, span, route: null, operation: null };
}

function end(
  { span, route, operation }: RequestTrace,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const method = spanMethodOf(request.method);
  const { statusCode, writableFinished } = response;
  span.end({
    name: route === null ? method : `${method} ${route}`,
    attributes: {
      "http.route": route ?? undefined,
      "http.response.status_code": response.headersSent ? statusCode : undefined,
      "understudy.operation": operation ?? undefined,
      "understudy.request.id": requestIdOf(response),
    },
    error: failureOf(statusCode, writableFinished),
  });
}

function requestIdOf(response: ServerResponse): string | undefined {
  const id = response.getHeader("x-request-id");
  return typeof id === "string" ? id : undefined;
}

function failureOf(statusCode: number, isWhole: boolean): { type: string; message?: string } | null {
  if (statusCode >= 500) return { type: String(statusCode) };
  return isWhole ? null : { type: "aborted", message: "the connection ended before the answer did" };
}
