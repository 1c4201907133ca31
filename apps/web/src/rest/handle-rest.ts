import { createRestApp } from "./rest-app.ts";
import type { RestApp } from "./rest-env.ts";
import { withoutSettings } from "./settings-paths.ts";

let app: RestApp | undefined;

/** Answers a request to the REST API; the handler of every Next.js route that leads there. */
export async function handleRest(asked: Request): Promise<Response> {
  app ??= createRestApp();
  const request = readSettingsPath(asked);
  const withBlanks = readPlusAsBlank(request);
  const answer = await app.fetch(asJson(request));
  if (withBlanks === null || answer.status !== 404) return answer;
  const second = await app.fetch(asJson(withBlanks));
  return second.status === 404 ? answer : second;
}

function readSettingsPath(request: Request): Request {
  const url = new URL(request.url);
  const meant = withoutSettings(request.method, url.pathname);
  if (meant === url.pathname) return request;
  url.pathname = meant;
  return new Request(url, request);
}

/**
 * A `+` in a path may mean a blank, as Java's URLEncoder writes it (contract C0.3): it is read so only where nothing has the literal
 * name, which a 404 says. Null: there is none in the path.
 */
function readPlusAsBlank(request: Request): Request | null {
  const url = new URL(request.url);
  if (!url.pathname.includes("+")) return null;
  url.pathname = url.pathname.replaceAll("+", "%20");
  return new Request(url, request.clone());
}

/** A body counts as JSON whatever it is labelled: the contract knows no other, and curl labels `-d` as a form. */
function asJson(request: Request): Request {
  if (request.body === null || request.headers.get("content-type")?.includes("json")) return request;
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  // Node asks for `duplex` with a body that streams; the types of the browser don't know it.
  const init: RequestInit & { duplex: "half" } = {
    headers,
    method: request.method,
    body: request.body,
    duplex: "half",
    // Whoever goes away ends what was done for them.
    signal: request.signal,
  };
  return new Request(request.url, init);
}
