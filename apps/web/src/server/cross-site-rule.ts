import type { IncomingHttpHeaders } from "node:http";

export interface BrowserRequest {
  method: string;
  /** Path without the query. */
  path: string;
  headers: IncomingHttpHeaders;
}

/**
 * Whether a browser may make this request from where it was made (design 16). Stubs share our address and answer with
 * whatever their author wrote; they run in an opaque origin, so what their scripts send says `null` or `cross-site`.
 */
export function passesCrossSiteRule(request: BrowserRequest, ownOrigins: readonly string[]): boolean {
  return (
    isHealthCheck(request) ||
    carriesApiToken(request) ||
    isFromOurselves(request, ownOrigins) ||
    isLinkToPage(request) ||
    isReturnFromProvider(request)
  );
}

function isHealthCheck({ path }: BrowserRequest): boolean {
  return path === "/health" || path.startsWith("/health/");
}

/** A token is not sent by itself, as a cookie is: whoever shows one means it. Only the REST API reads it. */
function carriesApiToken({ path, headers }: BrowserRequest): boolean {
  const isToken = headers["x-api-key"] !== undefined || /^bearer /i.test(headers.authorization ?? "");
  return isToken && path.startsWith("/api/v1/");
}

/** Nothing says that another site made it: programs send neither header, our own pages send our origin. */
function isFromOurselves({ headers }: BrowserRequest, ownOrigins: readonly string[]): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  const isOwnOrigin = origin === undefined || ownOrigins.includes(origin);
  return isOwnOrigin && (site === undefined || site === "same-origin" || site === "none");
}

/** Somebody followed a link to a page of ours. Shown in a frame, it is no document of its own and stays refused. */
function isLinkToPage(request: BrowserRequest): boolean {
  const { path } = request;
  const isPage =
    path === "/" || ["/ui", "/docs", "/swagger"].some((part) => path === part || path.startsWith(`${part}/`));
  return isPage && isNavigation(request);
}

/** Where NextAuth answers who comes back from the OpenID Connect provider, and where it sends them when something was wrong. */
const returnPaths = ["/api/auth/callback/oidc", "/api/auth/error", "/api/auth/signin"];

/**
 * The provider sends somebody back, as it must, from its own site. Nothing happens there without the state, nonce and code verifier that are in
 * cookies of the browser which we sent to the provider.
 */
function isReturnFromProvider(request: BrowserRequest): boolean {
  return returnPaths.includes(request.path) && isNavigation(request);
}

/** A browser shows the answer as a document of its own. */
function isNavigation({ method, headers }: BrowserRequest): boolean {
  const isDocument = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return (method === "GET" || method === "HEAD") && isDocument && headers.origin === undefined;
}
