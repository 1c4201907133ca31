import { expect, it } from "vitest";
import { corsHeadersOf, isAllowedPreflight } from "./api-cors.ts";

const origins = ["https://tools.example.org"];
const from = (origin: string | undefined, rest: { method?: string; path?: string; asks?: string } = {}) => ({
  method: rest.method ?? "GET",
  path: rest.path ?? "/api/v1/mocks",
  headers: { origin, ...(rest.asks !== undefined && { "access-control-request-method": rest.asks }) },
});
const preflight = (origin: string, path?: string) => from(origin, { method: "OPTIONS", asks: "POST", path });

it("says nothing unless origins are set", () => {
  expect(corsHeadersOf(from("https://tools.example.org"), [])).toEqual({});
  expect(isAllowedPreflight(preflight("https://tools.example.org"), [])).toBe(false);
});

it("lets a page of a named origin read, and never with a cookie", () => {
  const headers = corsHeadersOf(from("https://tools.example.org"), origins);
  expect(headers).toMatchObject({ vary: "Origin", "access-control-allow-origin": "https://tools.example.org" });
  expect(headers["access-control-expose-headers"]).toContain("x-request-id");
  expect(headers).not.toHaveProperty("access-control-allow-credentials");
});

it.each([undefined, "https://evil.example", "null", "https://tools.example.org.evil.example"])(
  "lets nobody read for %s",
  (origin) => {
    expect(corsHeadersOf(from(origin), origins)).toEqual({ vary: "Origin" });
  },
);

it("speaks of the REST API alone", () => {
  expect(corsHeadersOf(from("https://tools.example.org", { path: "/api/trpc/mocks.list" }), origins)).toEqual({});
  expect(isAllowedPreflight(preflight("https://tools.example.org", "/api/trpc/mocks.list"), origins)).toBe(false);
});

it("answers a preflight of a named origin only", () => {
  expect(isAllowedPreflight(preflight("https://tools.example.org"), origins)).toBe(true);
  expect(isAllowedPreflight(preflight("https://evil.example"), origins)).toBe(false);
  expect(isAllowedPreflight(from("https://tools.example.org", { method: "OPTIONS" }), origins)).toBe(false);
  expect(corsHeadersOf(preflight("https://tools.example.org"), origins)["access-control-allow-headers"]).toContain(
    "idempotency-key",
  );
});
