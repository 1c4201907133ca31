import { createRestApp } from "./rest-app.ts";
import type { RestApp } from "./rest-env.ts";

let app: RestApp | undefined;

/** Answers a request to the REST API; the handler of every Next.js route that leads there. */
export function handleRest(request: Request): Response | Promise<Response> {
  app ??= createRestApp();
  return app.fetch(asJson(request));
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
  };
  return new Request(request.url, init);
}
