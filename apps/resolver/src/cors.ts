import type { IncomingMessage } from "node:http";

/** How long a browser may remember what a preflight allowed, seconds: short, because mocks change. */
const preflightMaxAgeSeconds = "10";

/** Whether a browser asks if it may send a request of another origin. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}

/**
 * Headers, as names and values in turn, by which a page of another origin may read the answer. Never with credentials: a stub shares
 * the dashboard's address and is told none.
 */
export function corsHeadersOf(request: IncomingMessage): string[] {
  const { origin } = request.headers;
  if (origin === undefined) return [];
  const readable = ["access-control-allow-origin", origin, "access-control-expose-headers", "*", "vary", "Origin"];
  if (!isPreflight(request)) return readable;
  const method = request.headers["access-control-request-method"] ?? "";
  const names = request.headers["access-control-request-headers"];
  return [
    ...readable,
    ...["access-control-allow-methods", method],
    ...(names === undefined ? [] : ["access-control-allow-headers", names]),
    ...["access-control-max-age", preflightMaxAgeSeconds],
  ];
}

/** Whether an answer says itself who may read it. */
export function setsCors(headers: readonly string[]): boolean {
  return headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === "access-control-allow-origin");
}
