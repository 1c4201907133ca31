import type { ServerResponse } from "node:http";
import { readTraceContext } from "@understudy/domain";
import { type SpanAttributes, spanMethodOf, type Tracer } from "@understudy/runtime";
import type { CallTrace } from "./call-trace.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { Handler } from "./server.ts";

/** Makes a span of each stub call, from its first byte to the last one of its answer. Says nothing of headers, bodies and the query. */
export function traceCalls(serveStub: Handler, tracer: Tracer): Handler {
  return (handled) => {
    const { request, response } = handled;
    const method = spanMethodOf(request.method);
    const span = tracer.start({
      name: method,
      kind: "server",
      parent: readTraceContext(request.headersDistinct),
      attributes: {
        "http.request.method": method,
        "url.scheme": "http",
        "url.path": handled.path,
        "understudy.request.id": handled.requestId,
      },
    });
    const trace: CallTrace = { context: span.context, namespace: null, mock: null };
    handled.trace = trace;
    response.once("close", () => {
      const route = routeOf(trace);
      span.end({
        name: route === undefined ? method : `${method} ${route}`,
        attributes: { ...describeEnd(handled, trace), "http.route": route },
        error: failureOf(response),
      });
    });
    return serveStub(handled);
  };
}

/** The mock's own pattern: as many names of spans as there are mocks, however many paths are called. */
function routeOf({ mock }: CallTrace): string | undefined {
  return mock === null ? undefined : `/stubs/{namespace}${mock.route}`;
}

function describeEnd({ response }: HandledRequest, { namespace, mock }: CallTrace): SpanAttributes {
  return {
    // An answer that a mock breaks off before its head has none.
    "http.response.status_code": response.headersSent ? response.statusCode : undefined,
    "understudy.namespace": namespace ?? undefined,
    "understudy.mock.id": mock?.id,
    "understudy.mock.version": mock?.version,
  };
}

/** A mock that answers 500 is a server that failed, to whoever calls it. */
function failureOf(response: ServerResponse): { type: string; message?: string } | null {
  if (!response.writableFinished) return { type: "aborted", message: "the connection ended before the answer did" };
  return response.statusCode >= 500 ? { type: String(response.statusCode) } : null;
}
