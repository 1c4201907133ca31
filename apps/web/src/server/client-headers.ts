import type { IncomingHttpHeaders } from "node:http";
import { type InternalClient, internalClientHeader, internalSecretHeader } from "@understudy/domain";

/** Carries the request id to pages and routes. */
export const requestIdHeader = "x-request-id";

/** Carries path and query to layouts, which Next.js does not tell where they are shown. */
export const requestPathHeader = "x-request-path";

/**
 * Headers as Next.js, NextAuth and our routes shall see them: who the client is comes from the front door alone,
 * and nothing that only the front door or a proxy may say is left from the client.
 */
export function withClient(
  { headers, url = "/" }: { headers: IncomingHttpHeaders; url?: string | undefined },
  client: InternalClient,
): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !isSaidByFrontDoor(name));
  return {
    ...Object.fromEntries(kept),
    host: client.host,
    "x-forwarded-host": client.host,
    "x-forwarded-proto": client.scheme,
    "x-forwarded-for": client.address,
    [requestIdHeader]: client.requestId,
    [requestPathHeader]: url,
  };
}

function isSaidByFrontDoor(name: string): boolean {
  const names = [internalSecretHeader, internalClientHeader, "host", "forwarded", "x-real-ip"];
  return names.includes(name) || name.startsWith("x-forwarded-");
}

/** Who made a request that `withClient` has prepared. */
export function readClient(headers: Headers): { address: string; userAgent: string } {
  return { address: headers.get("x-forwarded-for") ?? "", userAgent: headers.get("user-agent") ?? "" };
}
