import { AppError } from "@understudy/domain";
import { explainMiss, type Miss, shortenExplanation } from "@understudy/matching";
import { isPreflight } from "./cors.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { ServedNamespace } from "./loaded-namespaces.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import type { ServedMock } from "./served-mock.ts";
import type { StubCall } from "./stub-call.ts";
import type { StubRequest } from "./stub-request.ts";
import { writeError } from "./write-error.ts";

export interface Unmatched {
  /** Null when there is none of that name; it has no miss either. */
  served: ServedNamespace | null;
  miss: Miss<ServedMock> | null;
}

/**
 * Answers a call that no mock matches. It says which mocks nearly answered, and why not (contract, Decided 13); an unknown namespace has none.
 * A browser that asks for permission gets it, else it would never send the call itself; that is no call to be noted, so null is returned.
 */
export async function writeNoMatch(call: StubCall, { served, miss }: Unmatched): Promise<WrittenAnswer | null> {
  const { handled, namespace, request } = call;
  if (handled.corsHeaders.length > 0 && isPreflight(handled.request)) {
    writePreflight(handled);
    return null;
  }
  if (miss !== null) await request.readBody();
  requireServed(served, request);
  const { method, path } = request;
  call.explanation = miss && explainMiss(miss);
  const nearest = call.explanation === null ? [] : shortenExplanation(call.explanation);
  const message = `no mock matches ${method} ${path} in the namespace ${namespace}`;
  return writeError(handled, new AppError("not_found", message), { request: { method, path, namespace }, nearest });
}

function writePreflight({ request, response, requestId, corsHeaders }: HandledRequest): void {
  request.resume();
  response.writeHead(204, [...corsHeaders, "x-request-id", requestId]);
  response.end();
}

/** Throws when the call is for a mock of another protocol. */
function requireServed(served: ServedNamespace | null, stubRequest: StubRequest): void {
  for (const [id, { protocol, path }] of served?.unserved ?? []) {
    if (path !== stubRequest.path || (protocol === "mcp" && !isJsonRpc(stubRequest))) continue;
    const message = `the mock ${JSON.stringify(id)} is of the protocol ${protocol}, which this version keeps but does not serve`;
    throw new AppError("not_served", message);
  }
}

function isJsonRpc({ method, body }: StubRequest): boolean {
  const value = body === "unread" ? undefined : body?.value;
  return method === "POST" && typeof value === "object" && value !== null && "jsonrpc" in value;
}
