import { expect, test } from "vitest";
import { withClient } from "./client-headers.ts";

test("what a client says about itself is replaced by what the front door says", () => {
  const headers = {
    accept: "text/html",
    host: "web.internal",
    forwarded: "for=1.2.3.4",
    "x-forwarded-host": "evil.example",
    "x-forwarded-port": "1",
    "x-real-ip": "1.2.3.4",
    "x-request-id": "mine",
    "x-request-path": "/mine",
    "understudy-internal": "secret",
    "understudy-client": "…",
  };
  const client = {
    address: "10.0.0.9",
    host: "mocks.example.org",
    scheme: "https",
    isForwarded: true,
    requestId: "req_1",
  } as const;
  expect(withClient({ headers, url: "/ui/mocks?page=2" }, client)).toEqual({
    accept: "text/html",
    host: "mocks.example.org",
    "x-forwarded-host": "mocks.example.org",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "10.0.0.9",
    "x-request-id": "req_1",
    "x-request-path": "/ui/mocks?page=2",
  });
});
