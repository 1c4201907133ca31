import type { IncomingHttpHeaders } from "node:http";

/** How long a browser may remember what a preflight allowed, seconds. */
const preflightMaxAgeSeconds = "600";

const methods = "GET, POST, PUT, PATCH, DELETE";
const requestHeaders =
  "authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, x-api-key, x-namespace";
const answerHeaders =
  "etag, idempotency-replayed, link, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, understudy-not-yet-visible, x-request-id, x-total-count";

interface ApiRequest {
  method: string;
  /** Path without the query. */
  path: string;
  headers: IncomingHttpHeaders;
}

/**
 * Headers by which pages of the named origins may call the REST API and read its answers. Never with credentials: a page of another origin
 * shows an API token, and the dashboard's cookie is none.
 */
export function corsHeadersOf(request: ApiRequest, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0 || !request.path.startsWith("/api/v1/")) return {};
  // What is kept of one origin's answer must not be given to another.
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return { vary: "Origin" };
  const readable = { vary: "Origin", "access-control-allow-origin": origin };
  if (!isPreflight(request)) return { ...readable, "access-control-expose-headers": answerHeaders };
  return {
    ...readable,
    "access-control-allow-methods": methods,
    "access-control-allow-headers": requestHeaders,
    "access-control-max-age": preflightMaxAgeSeconds,
  };
}

/** Whether a browser asks if a page of one of these origins may call the API. It shows no token yet. */
export function isAllowedPreflight(request: ApiRequest, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  return isPreflight(request) && request.path.startsWith("/api/v1/") && origins.includes(origin ?? "");
}

function isPreflight({ method, headers }: ApiRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}
