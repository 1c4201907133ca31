import type { Readable } from "node:stream";
import { errors } from "undici";
import type { Connection } from "./connection.ts";
import { explainFailure, explainTimeout } from "./connection-trace.ts";
import type { GuardedAgent } from "./guarded-agent.ts";
import type { EgressErrorClass, HeaderList } from "./http-result.ts";
import { planRoute } from "./plan-route.ts";

export interface ForwardedRequest {
  method: string;
  url: string;
  /** Without those of the connection, and without `host`. */
  headers: HeaderList;
  /** A stream is sent as it comes. null: none. */
  body: Readable | Uint8Array | null;
}

export interface ForwardHttpOptions {
  /** Holds the guard that judges. */
  agent: GuardedAgent;
  /** Until the connection stands, with name and TLS. Milliseconds. */
  connectTimeoutMs: number;
  /** From the request to the beginning of the answer. Milliseconds. */
  answerTimeoutMs: number;
  /** Between two pieces of the answer's body. Milliseconds. */
  idleTimeoutMs: number;
  /** Ends it, whatever it is doing: whoever asked is gone. */
  signal: AbortSignal;
}

export type ForwardResult =
  | {
      kind: "answered";
      statusCode: number;
      headers: HeaderList;
      /** As it comes, with back-pressure. Read it to its end or destroy it. */
      body: Readable;
    }
  | {
      kind: "failed";
      errorClass: EgressErrorClass;
      /** A sentence. */
      error: string;
    };

/**
 * Sends a request on to an address that a user wrote, if the guard allows it, and streams both ways. Redirects are answers like others, and
 * nothing is inflated. Never rejects for what the world does. Only what is safe to repeat goes over a connection that was used before.
 */
export async function forwardHttp(request: ForwardedRequest, options: ForwardHttpOptions): Promise<ForwardResult> {
  const { agent } = options;
  const verdict = agent.guard.judgeUrl(request.url);
  if (verdict.kind === "blocked") {
    return { kind: "failed", errorClass: "guard", error: `The destination is blocked: ${verdict.reason}.` };
  }
  const { route, path, headers } = planRoute(verdict, agent);
  const planned = { ...request, path, headers: [...headers, ...request.headers] };
  const connection = isRepeatable(request) ? agent.take(route) : agent.open(route);
  const result = await forwardOver(connection, planned, options);
  // The target closed the idle connection while our request was on its way: that says nothing about the target.
  const isStale = connection.isReused && result.kind === "failed" && result.errorClass === "closed";
  return isStale && !options.signal.aborted ? forwardOver(agent.open(route), planned, options) : result;
}

function isRepeatable({ method, body }: ForwardedRequest): boolean {
  return body === null && ["GET", "HEAD", "OPTIONS"].includes(method);
}

async function forwardOver(
  connection: Connection,
  request: ForwardedRequest & { path: string },
  { agent, connectTimeoutMs, answerTimeoutMs, idleTimeoutMs, signal }: ForwardHttpOptions,
): Promise<ForwardResult> {
  const { trace } = connection;
  let isLate = false;
  const timer = setTimeout(() => {
    if (trace.phase === "http") return;
    isLate = true;
    connection.destroy();
  }, connectTimeoutMs);
  try {
    const { statusCode, headers, body } = await connection.client.request({
      method: request.method,
      path: request.path,
      headers: request.headers.flat(),
      body: request.body,
      responseHeaders: "raw",
      headersTimeout: answerTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      signal,
    });
    body.on("error", () => undefined);
    body.once("close", () => (body.readableEnded ? agent.put(connection) : connection.destroy()));
    return { kind: "answered", statusCode, headers: pairsOf(headers), body };
  } catch (error) {
    connection.destroy();
    if (isLate) return failed("timeout", explainTimeout(trace, connectTimeoutMs, false));
    if (error instanceof errors.HeadersTimeoutError) {
      return failed("timeout", explainTimeout(trace, answerTimeoutMs, false));
    }
    const explained = explainFailure(error instanceof Error ? error : new Error(String(error)), trace);
    return failed(explained.errorClass, explained.error);
  } finally {
    clearTimeout(timer);
  }
}

function failed(errorClass: EgressErrorClass, error: string): ForwardResult {
  return { kind: "failed", errorClass, error };
}

/** undici's type knows only its parsed form; the raw one is names and values in turn. */
function pairsOf(headers: unknown): HeaderList {
  const parts = Array.isArray(headers) ? headers.map(String) : [];
  return parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ""] as const] : []));
}
