/** The API token of a request: `Authorization: Bearer <token>`, else `X-API-Key: <token>` (contract C0.2). Null when it shows none. */
export function findApiToken(headers: Headers): string | null {
  const bearer = /^bearer\s+(.*)$/i.exec(headers.get("authorization") ?? "");
  return bearer?.[1] ?? headers.get("x-api-key");
}
