import { exchange, type ExchangeRequest } from "./exchange.ts";
import type { GuardedAgent } from "./guarded-agent.ts";
import type { HeaderList, HttpResult } from "./http-result.ts";
import { planRoute, type PlannedRoute } from "./plan-route.ts";

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
  const planned = planRoute(verdict, agent);
  const { route } = planned;
  const exchangeRequest = toExchangeRequest(request, planned);
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

function toExchangeRequest({ method, headers, body }: HttpRequest, planned: PlannedRoute): ExchangeRequest {
  const hasEncoding = headers.some(([name]) => name.toLowerCase() === "accept-encoding");
  const encoding: HeaderList = hasEncoding ? [] : [["accept-encoding", "identity"]];
  return { method, path: planned.path, headers: [...planned.headers, ...headers, ...encoding], body };
}

function isLostAtOnce(result: HttpResult): boolean {
  return result.kind === "failed" && result.errorClass === "closed" && result.answer === null;
}
