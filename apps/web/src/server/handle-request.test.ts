import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { renderInternalClient } from "@understudy/domain";
import { createLogger } from "@understudy/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeRequestHandler } from "./handle-request.ts";
import { closeServer, listen } from "./http-server.ts";

const secret = "ab".repeat(32);
const internal = {
  "understudy-internal": secret,
  "understudy-client": renderInternalClient({
    address: "10.0.0.9",
    host: "mocks.example.org",
    scheme: "https",
    isForwarded: true,
    requestId: "req_1",
  }),
};

/** Stands where Next.js is: shows the headers that it would see; `/broken` fails. */
const handlePage: Parameters<typeof makeRequestHandler>[0]["handlePage"] = async (incoming, response) => {
  if (incoming.url === "/broken") throw new Error("secret detail");
  response.end(JSON.stringify(incoming.headers));
};

let server: Server;
const served: unknown[] = [];

beforeAll(async () => {
  const handle = makeRequestHandler({
    rules: {
      internalSecret: secret,
      authMode: "full",
      port: 5770,
      publicOrigin: "https://mocks.example.org",
      apiCorsOrigins: ["https://tools.example.org"],
    },
    handlePage,
    logger: createLogger({ process: "web", level: "silent" }),
    meter: { note: (noted) => served.push(noted) },
  });
  server = createServer((incoming, response) => void handle(incoming, response));
  await listen(server, { host: "127.0.0.1", port: 0 });
});

afterAll(() => closeServer(server));

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

async function call(path: string, headers: IncomingHttpHeaders, method = "GET"): Promise<Answer> {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, method }, resolve).on("error", reject).end();
  });
  const content = await text(response);
  const body: unknown = content === "" ? null : JSON.parse(content);
  return { status: response.statusCode, headers: response.headers, body };
}

test("the page sees the client as the front door describes it, and never the secret", async () => {
  const { status, body } = await call("/ui/mocks", { ...internal, "x-forwarded-host": "evil.example" });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    host: "mocks.example.org",
    "x-forwarded-host": "mocks.example.org",
    "x-forwarded-proto": "https",
  });
  expect(body).not.toHaveProperty("understudy-internal");
});

test("every answer has the security headers, and a nonce of its own that the page is told", async () => {
  const first = await call("/ui/mocks", internal);
  const second = await call("/ui/mocks", internal);
  const policy = first.headers["content-security-policy"];
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(first.body).toMatchObject({ "content-security-policy": policy });
  expect(second.headers["content-security-policy"]).not.toBe(policy);
  expect(first.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-request-id": "req_1",
  });
});

test("a refusal is the error envelope, under the front door's request id", async () => {
  const { status, headers, body } = await call("/api/trpc/mocks.list", { ...internal, origin: "null" });
  expect({ status, body }).toMatchObject({ status: 403, body: { code: "forbidden", request_id: "req_1" } });
  expect(headers["x-request-id"]).toBe("req_1");
});

test("without the secret the envelope has a request id too", async () => {
  const { status, headers, body } = await call("/ui/mocks", {});
  expect({ status, body }).toMatchObject({
    status: 403,
    body: { code: "forbidden", request_id: headers["x-request-id"] },
  });
});

test("a bug is a 500 that says nothing of its cause", async () => {
  const { status, body } = await call("/broken", internal);
  expect({ status, body }).toMatchObject({ status: 500, body: { code: "internal", request_id: "req_1" } });
  expect(JSON.stringify(body)).not.toContain("secret detail");
});

test("an offer to upgrade is an ordinary request", async () => {
  const offer = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAARAAAAAAAIAAAAA" };
  expect((await call("/ui/mocks", { ...internal, ...offer })).status).toBe(200);
});

test("pages of named origins may call the API with a token of theirs, and are told so beforehand", async () => {
  const page = { ...internal, origin: "https://tools.example.org" };
  const asks = { ...page, "access-control-request-method": "POST" };
  const allowed = await call("/api/v1/mocks", asks, "OPTIONS");
  expect(allowed).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": "https://tools.example.org" },
  });
  expect((await call("/api/v1/mocks", { ...asks, origin: "https://evil.example" }, "OPTIONS")).status).toBe(403);
  const read = await call("/api/v1/mocks", { ...page, authorization: "Bearer mk_1" });
  expect(read).toMatchObject({ status: 200, headers: { "access-control-allow-origin": "https://tools.example.org" } });
  expect((await call("/api/v1/mocks", page)).status).toBe(403);
});

test("a method that nothing has is refused before Next.js, which can't make a request of it", async () => {
  const { status, body } = await call("/api/v1/mocks", internal, "TRACE");
  expect({ status, body }).toMatchObject({ status: 405, body: { code: "validation", request_id: "req_1" } });
});

test("what is answered is metered by its path and status", async () => {
  served.length = 0;
  await call("/broken", internal);
  await expect
    .poll(() => served)
    .toEqual([{ path: "/broken", status: 500, durationMs: expect.any(Number) as unknown }]);
});
