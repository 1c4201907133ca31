import { exchange, type ExchangeRequest } from "./exchange.ts";
import type { UrlVerdict } from "./destination-guard.ts";
import type { GuardedAgent, Route } from "./guarded-agent.ts";
import type { HeaderList, HttpResult } from "./http-result.ts";

export interface HttpRequest {
  method: string;
  url: string;
  headers: HeaderList;
  /** null: none. */
  body: Uint8Array | null;
}

export interface SendHttpOptions {
  /** Holds the guard that judges. */
  agent: GuardedAgent;
  /** For the whole of it: name, connection, TLS, headers and body. Milliseconds. */
  timeoutMs: number;
  /** Bytes of the answer's body that are kept; the rest is not read. */
  responseBytesMax: number;
}

/**
 * Sends one request to an address that a user wrote, if the guard allows it. Redirects are answers like others, and nothing is
 * inflated. Never rejects for what the world does.
 */
export async function sendHttp(request: HttpRequest, options: SendHttpOptions): Promise<HttpResult> {
  const { agent, timeoutMs, responseBytesMax } = options;
  const verdict = agent.guard.judgeUrl(request.url);
  if (verdict.kind === "blocked") {
    const error = `The destination is blocked: ${verdict.reason}.`;
    return { kind: "failed", errorClass: "guard", error, answer: null, address: null };
  }
  const { route, exchangeRequest } = plan(request, verdict, agent);
  const limits = { deadline: performance.now() + timeoutMs, timeoutMs, responseBytesMax };
  let connection = agent.take(route);
  let { result, isReusable } = await exchange(connection, exchangeRequest, limits);
  if (connection.isReused && isLostAtOnce(result)) {
    // The target closed the idle connection while our request was on its way: that says nothing about the target.
    connection = agent.open(route);
    ({ result, isReusable } = await exchange(connection, exchangeRequest, limits));
  }
  if (isReusable) agent.put(connection);
  return result;
}

function plan(
  request: HttpRequest,
  verdict: Exclude<UrlVerdict, { kind: "blocked" }>,
  agent: GuardedAgent,
): { route: Route; exchangeRequest: ExchangeRequest } {
  const { url } = verdict;
  const hasEncoding = request.headers.some(([name]) => name.toLowerCase() === "accept-encoding");
  const headers: HeaderList = hasEncoding ? request.headers : [...request.headers, ["accept-encoding", "identity"]];
  const { method, body } = request;
  if (verdict.kind === "allowed") {
    const path = url.pathname + url.search;
    return { route: { origin: url.origin, isOwn: false }, exchangeRequest: { method, path, headers, body } };
  }
  // Dialled elsewhere, asked for by its own name.
  const ownHeaders: HeaderList = [["host", url.host], ...headers];
  const route = { origin: agent.guard.ownOrigin.resolverOrigin, isOwn: true };
  return { route, exchangeRequest: { method, path: verdict.path, headers: ownHeaders, body } };
}

function isLostAtOnce(result: HttpResult): boolean {
  return result.kind === "failed" && result.errorClass === "closed" && result.answer === null;
}
