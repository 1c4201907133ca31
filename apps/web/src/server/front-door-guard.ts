import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import {
  AppError,
  type AuthMode,
  type InternalClient,
  internalClientHeader,
  hopsHeader,
  internalSecretHeader,
  parseInternalClient,
} from "@understudy/domain";
import { isAllowedPreflight } from "./api-cors.ts";
import { type BrowserRequest, passesCrossSiteRule } from "./cross-site-rule.ts";

export interface GuardRules {
  internalSecret: string;
  authMode: AuthMode;
  /** The public port. */
  port: number;
  publicOrigin: string;
  /** Whose pages may call the REST API with a token of theirs. */
  apiCorsOrigins: readonly string[];
}

export type Admission =
  { kind: "admitted"; client: InternalClient } | { kind: "refused"; error: AppError; requestId: string | null };

/**
 * Decides whether `web` serves a request (design 12, 16, 17, 18): it must come through the front door,
 * must not be one of our own callbacks, and must not be made by somebody else's page in a user's browser.
 */
export function admitRequest(request: BrowserRequest, rules: GuardRules): Admission {
  const client = findClient(request.headers, rules.internalSecret);
  if (client === null) return refuse(null, "This port serves the front door only. Use the public address.");
  const refusal = findRefusal(request, client, rules);
  return refusal === null ? { kind: "admitted", client } : refuse(client.requestId, refusal);
}

function refuse(requestId: string | null, message: string): Admission {
  return { kind: "refused", error: new AppError("forbidden", message), requestId };
}

/** The client as the front door describes it; null when the request did not come from there. */
function findClient(headers: IncomingHttpHeaders, internalSecret: string): InternalClient | null {
  const secret = headers[internalSecretHeader];
  const client = headers[internalClientHeader];
  if (typeof secret !== "string" || typeof client !== "string" || !isSameSecret(secret, internalSecret)) return null;
  return parseInternalClient(client);
}

function isSameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function findRefusal(request: BrowserRequest, client: InternalClient, rules: GuardRules): string | null {
  if (request.headers[hopsHeader] !== undefined) return "A callback or a proxied request may call stubs only.";
  if (rules.authMode === "local") {
    const refusal = findLocalRefusal(request, client, rules);
    if (refusal !== null) return refusal;
  }
  if (isAllowedPreflight(request, rules.apiCorsOrigins)) return null;
  const ownOrigins = [findOrigin(client) ?? rules.publicOrigin, rules.publicOrigin];
  if (passesCrossSiteRule(request, ownOrigins)) return null;
  return "This request was made by a page of another site, or by a stub. Open the dashboard itself, or use an API token.";
}

/** In local mode there is no sign-in: what does not plainly come from this machine is refused (design 17). */
function findLocalRefusal({ headers }: BrowserRequest, client: InternalClient, { port }: GuardRules): string | null {
  const hosts = ["localhost", "127.0.0.1", "[::1]"].map((name) => `${name}:${port}`);
  const host = port === 80 && !/:\d+$/.test(client.host) ? `${client.host}:80` : client.host;
  if (!hosts.includes(host.toLowerCase()))
    return `Without sign-in only this machine is served. Use http://localhost:${port}`;
  if (client.isForwarded) return "Without sign-in no proxy may stand in front. Set AUTH_MODE=full.";
  const { origin } = headers;
  if (origin !== undefined && origin !== findOrigin(client))
    return "This request was made by a page of another site, or by a stub.";
  return null;
}

/** The origin under which the client sees us; null when its Host header is impossible. */
function findOrigin({ scheme, host }: InternalClient): string | null {
  return URL.canParse(`${scheme}://${host}`) ? new URL(`${scheme}://${host}`).origin : null;
}
