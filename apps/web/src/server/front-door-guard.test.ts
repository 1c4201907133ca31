import type { IncomingHttpHeaders } from "node:http";
import { type InternalClient, renderInternalClient } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { admitRequest, type GuardRules } from "./front-door-guard.ts";

const rules: GuardRules = {
  internalSecret: "ab".repeat(32),
  authMode: "full",
  port: 5770,
  publicOrigin: "https://mocks.example.org",
  apiCorsOrigins: ["https://tools.example.org"],
};
const local: GuardRules = { ...rules, authMode: "local", publicOrigin: "http://localhost:5770" };

const client: InternalClient = {
  address: "127.0.0.1",
  host: "localhost:5770",
  scheme: "http",
  isForwarded: false,
  requestId: "req_1",
};

interface Case {
  method?: string;
  path?: string;
  headers?: IncomingHttpHeaders;
  client?: Partial<InternalClient>;
}

function admits(given: Case, by: GuardRules): boolean {
  const headers = {
    "understudy-internal": rules.internalSecret,
    "understudy-client": renderInternalClient({ ...client, ...given.client }),
    ...given.headers,
  };
  return (
    admitRequest({ method: given.method ?? "GET", path: given.path ?? "/api/trpc/mocks.list", headers }, by).kind ===
    "admitted"
  );
}

const navigation = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
const token = { authorization: "Bearer mk_1" };

describe("whoever does not come through the front door is refused", () => {
  test.each<[string, IncomingHttpHeaders]>([
    ["no secret", { "understudy-internal": undefined }],
    ["a wrong secret", { "understudy-internal": "cd".repeat(32) }],
    ["a shorter secret", { "understudy-internal": "ab" }],
    ["no client", { "understudy-client": undefined }],
  ])("%s", (_name, headers) => {
    expect(admits({ headers }, rules)).toBe(false);
  });

  test("and is told nothing but that", () => {
    const admission = admitRequest({ method: "GET", path: "/", headers: {} }, rules);
    expect(admission).toMatchObject({ kind: "refused", error: { code: "forbidden" }, requestId: null });
  });
});

describe("in both modes", () => {
  const cases: [string, boolean, Case][] = [
    ["a program without a token", true, {}],
    [
      "the dashboard's own fetch",
      true,
      { headers: { "sec-fetch-site": "same-origin", origin: "http://localhost:5770" } },
    ],
    [
      "an address that somebody typed",
      true,
      { path: "/ui/mocks", headers: { ...navigation, "sec-fetch-site": "none" } },
    ],
    ["a link from elsewhere to a page", true, { path: "/ui/sandbox/mocks", headers: navigation }],
    ["a link from elsewhere to /", true, { path: "/", headers: navigation }],
    ["a link from elsewhere to the API", false, { path: "/api/v1/mocks", headers: navigation }],
    ["a link from elsewhere to tRPC", false, { headers: navigation }],
    ["the way back from a provider", true, { path: "/api/auth/callback/oidc", headers: navigation }],
    ["the way back that failed", true, { path: "/api/auth/error", headers: navigation }],
    ["a link from elsewhere to the sign-out", false, { path: "/api/auth/signout", headers: navigation }],
    [
      "a link from elsewhere to another provider",
      false,
      { path: "/api/auth/callback/credentials", headers: navigation },
    ],
    [
      "the way back in somebody's frame",
      false,
      { path: "/api/auth/callback/oidc", headers: { ...navigation, "sec-fetch-dest": "iframe" } },
    ],
    [
      "the way back as a form",
      false,
      { method: "POST", path: "/api/auth/callback/oidc", headers: { ...navigation, origin: "null" } },
    ],
    [
      "a page in somebody's frame",
      false,
      { path: "/ui/mocks", headers: { ...navigation, "sec-fetch-dest": "iframe" } },
    ],
    [
      "a form of another site",
      false,
      { method: "POST", path: "/ui/mocks", headers: { ...navigation, origin: "https://evil.example" } },
    ],
    [
      "a form of a stub",
      false,
      { method: "POST", path: "/api/auth/signout", headers: { ...navigation, origin: "null" } },
    ],
    ["a stub's fetch (opaque origin)", false, { headers: { origin: "null", "sec-fetch-site": "cross-site" } }],
    ["a stub's fetch where browsers send no Sec-Fetch", false, { headers: { origin: "null" } }],
    ["another site's fetch", false, { headers: { origin: "https://evil.example" } }],
    ["another site's image", false, { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } }],
    ["a page of another port of this machine", false, { headers: { "sec-fetch-site": "same-site" } }],
    ["one of our callbacks", false, { headers: { "understudy-hops": "1.abc" } }],
    [
      "one of our callbacks with a token",
      false,
      { path: "/api/v1/mocks", headers: { ...token, "understudy-hops": "0" } },
    ],
    ["a token from another site's page, at tRPC", false, { headers: { ...token, "sec-fetch-site": "cross-site" } }],
    [
      "an API key of a page of our own site's other port",
      true,
      { path: "/api/v1/mocks", headers: { "x-api-key": "mk_1", "sec-fetch-site": "same-site" } },
    ],
    [
      "the preflight of another site's page",
      false,
      { method: "OPTIONS", path: "/api/v1/mocks", headers: { origin: "https://evil.example" } },
    ],
    ["a health check from anywhere", true, { path: "/health/live", headers: { "sec-fetch-site": "cross-site" } }],
    ["a path that only begins like one", false, { path: "/healthy", headers: { "sec-fetch-site": "cross-site" } }],
  ];

  test.each(cases)("%s (admitted: %s)", (_name, isAdmitted, given) => {
    expect({ full: admits(given, rules), local: admits(given, local) }).toEqual({
      full: isAdmitted,
      local: isAdmitted,
    });
  });
});

describe("with sign-in", () => {
  const cases: [string, boolean, Case][] = [
    [
      "the public address, TLS ending before us",
      true,
      { headers: { origin: "https://mocks.example.org" }, client: { host: "10.0.0.4:5770" } },
    ],
    [
      "any other name that it is reached by",
      true,
      { headers: { origin: "http://10.0.0.4:5770" }, client: { host: "10.0.0.4:5770" } },
    ],
    [
      "our name under another scheme",
      false,
      { headers: { origin: "https://10.0.0.4:5770" }, client: { host: "10.0.0.4:5770" } },
    ],
    ["a proxy in front", true, { client: { isForwarded: true, host: "mocks.example.org", scheme: "https" } }],
    [
      "a script of another site that shows a token",
      true,
      { path: "/api/v1/mocks", headers: { ...token, origin: "https://app.example" } },
    ],
    ["an impossible Host", false, { headers: { origin: "unknown" }, client: { host: "%" } }],
  ];

  test.each(cases)("%s (admitted: %s)", (_name, isAdmitted, given) => {
    expect(admits(given, rules)).toBe(isAdmitted);
  });
});

describe("without sign-in, nothing but this machine", () => {
  const cases: [string, boolean, Case][] = [
    ["127.0.0.1", true, { client: { host: "127.0.0.1:5770" } }],
    ["[::1]", true, { client: { host: "[::1]:5770" } }],
    ["LOCALHOST", true, { client: { host: "LOCALHOST:5770" } }],
    ["another port", false, { client: { host: "localhost:5771" } }],
    ["no port", false, { client: { host: "localhost" } }],
    ["a name that somebody made point here", false, { client: { host: "rebound.example:5770" } }],
    ["a proxy", false, { client: { isForwarded: true } }],
    [
      "a foreign origin, with a token too",
      false,
      { path: "/api/v1/mocks", headers: { ...token, origin: "https://app.example" } },
    ],
    ["an opaque origin, with a token too", false, { path: "/api/v1/mocks", headers: { ...token, origin: "null" } }],
    ["a health check under a foreign name", false, { path: "/health", client: { host: "rebound.example:5770" } }],
  ];

  test.each(cases)("%s (admitted: %s)", (_name, isAdmitted, given) => {
    expect(admits(given, local)).toBe(isAdmitted);
  });

  test("port 80 need not be named", () => {
    expect(admits({ client: { host: "localhost" } }, { ...local, port: 80 })).toBe(true);
  });
});
