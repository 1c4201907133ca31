import { exchange, type RawAnswer } from "./exchange.ts";

/** The public clients, to the byte as they talk (contract B10, C0.2). */
export type ClientName = "python" | "go" | "java";

export interface WireRequest {
  method: string;
  /** As the client escapes it, query included. */
  path: string;
  /** A text or bytes go out as they are, anything else as the client writes JSON. */
  body?: unknown;
}

interface Connection {
  port: number;
  token: string;
}

/** Sends what this client sends for a call, and reads what comes back. */
export function send(client: ClientName, request: WireRequest, { port, token }: Connection): Promise<RawAnswer> {
  const body = toBytes(client, request.body);
  const lines = headers[client]({ request, length: body?.length ?? null, host: `localhost:${port}`, token });
  const head = [`${request.method} ${request.path} HTTP/1.1`, ...lines, "", ""].join("\r\n");
  return exchange(port, Buffer.concat([Buffer.from(head, "latin1"), body ?? Buffer.alloc(0)]));
}

/** Java takes a redirect for a success, the others don't (contract C0.3). */
export function isSuccess(client: ClientName, status: number): boolean {
  return status >= 200 && status < (client === "java" ? 400 : 300);
}

function toBytes(client: ClientName, body: unknown): Buffer | null {
  if (body === undefined) return null;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === "string") return Buffer.from(body);
  const text = JSON.stringify(body);
  // Go's encoder keeps HTML out of JSON.
  return Buffer.from(
    client === "go" ? text.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`) : text,
  );
}

interface HeaderOptions {
  request: WireRequest;
  /** Of the body in bytes; null: the call has none. */
  length: number | null;
  host: string;
  token: string;
}

const methodsWithBody = ["POST", "PUT", "PATCH"];

/** Seen on the wire: python-httpx 0.28, Go 1.26 and the HTTP client of Java 17, with what each client sets. */
const headers: Record<ClientName, (options: HeaderOptions) => string[]> = {
  python: ({ request, length, host, token }) => [
    `Host: ${host}`,
    "Accept-Encoding: gzip, deflate",
    "Connection: keep-alive",
    "User-Agent: python-httpx/0.28.1",
    // Always, with a body or without.
    "Content-Type: application/json",
    "Accept: application/json",
    "X-Namespace: sandbox",
    `Authorization: Bearer ${token}`,
    ...contentLength(length ?? (methodsWithBody.includes(request.method) ? 0 : null)),
  ],
  go: ({ request, length, host, token }) => [
    `Host: ${host}`,
    "User-Agent: Go-http-client/1.1",
    ...contentLength(length ?? (methodsWithBody.includes(request.method) ? 0 : null)),
    "Accept: application/json",
    ...(length === null ? [] : ["Content-Type: application/json"]),
    `X-Api-Key: ${token}`,
    "Accept-Encoding: gzip",
  ],
  java: ({ request, length, host, token }) => [
    "Connection: Upgrade, HTTP2-Settings",
    // Even where there is none.
    ...contentLength(length ?? 0),
    `Host: ${host}`,
    "HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA",
    "Upgrade: h2c",
    "Accept: application/json",
    `Authorization: Bearer ${token}`,
    ...(length !== null || methodsWithBody.includes(request.method) ? ["Content-Type: application/json"] : []),
    "User-Agent: mockarty-java-sdk/0.1.0",
  ],
};

function contentLength(length: number | null): string[] {
  return length === null ? [] : [`Content-Length: ${length}`];
}
