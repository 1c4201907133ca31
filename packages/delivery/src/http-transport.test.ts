import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpMessage as createMessage, type RenderedMessage } from "@understudy/domain";
import { createDestinationGuard, createGuardedAgent, readHops } from "@understudy/egress";
import { afterEach, expect, test } from "vitest";
import { attemptDelivery, type Transports } from "./attempt-delivery.ts";
import { createHttpTransport } from "./http-transport.ts";

/** A callback of a call that came from outside. */
function createHttpMessage(parts: Omit<Parameters<typeof createMessage>[0], "hops">) {
  return createMessage({ ...parts, hops: 1 });
}

const hopsKey = Buffer.alloc(32, 7);
const context = { namespace: "sandbox", timeoutMs: 1000, hops: 3 };
/** That nothing here is for. */
const unused = { send: () => Promise.reject(new Error("not for this")), close: () => undefined };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A receiver, a transport that may reach it and nothing else, and what was received. */
async function startReceiver(onRequest: RequestListener = (_request, response) => response.end()) {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    onRequest(request, response);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const guard = createDestinationGuard({
    allowPrivate: false,
    allowHosts: [`127.0.0.1:${port}`],
    ownOrigin: { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" },
  });
  const transports: Transports = {
    http: createHttpTransport({ agent: createGuardedAgent(guard), hopsKey, version: "1.2.3" }),
    kafka: unused,
    rabbitmq: unused,
  };
  const send = (rendered: RenderedMessage) => attemptDelivery({ id: "delivery-1", ...rendered }, transports, context);
  return { url: `http://127.0.0.1:${port}/hook`, received, send };
}

test("a delivery goes out with its id, its signed depth and our name; a 2xx is delivered", async () => {
  const { url, received, send } = await startReceiver((_request, response) =>
    response.writeHead(202, { "x-a": "b" }).end("ok"),
  );
  const outcome = await send(createHttpMessage({ url, body: { a: 1 } }));
  expect(outcome).toMatchObject({
    kind: "delivered",
    statusCode: 202,
    isResponseTruncated: false,
    responseBody: Buffer.from("ok"),
  });
  expect(outcome.address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(outcome.responseHeaders).toContainEqual(["x-a", "b"]);
  const headers = received[0]?.headers ?? {};
  expect(headers).toMatchObject({
    "webhook-id": "delivery-1",
    "user-agent": "Understudy/1.2.3",
    "content-type": "application/json",
  });
  expect(readHops(headers["understudy-hops"], hopsKey)).toBe(3);
});

test("the callback's own headers win, but for the depth", async () => {
  const { url, received, send } = await startReceiver();
  const headers = { "User-Agent": "mine", "Webhook-Id": "msg_1", "Understudy-Hops": "0", "Content-Type": "text/xml" };
  await send(createHttpMessage({ url, headers, body: "<a/>" }));
  expect(received[0]?.headers).toMatchObject({
    "user-agent": "mine",
    "webhook-id": "msg_1",
    "content-type": "text/xml",
  });
  expect(readHops(received[0]?.headers["understudy-hops"], hopsKey)).toBe(3);
});

test.each([301, 302, 303, 307, 308])("a %i fails and says that redirects are not followed", async (statusCode) => {
  const { url, received, send } = await startReceiver((_request, response) =>
    response.writeHead(statusCode, { location: "/next" }).end(),
  );
  expect(await send(createHttpMessage({ url }))).toMatchObject({
    kind: "failed",
    errorClass: "status",
    statusCode,
    error: `The target answered ${statusCode}: redirects are not followed.`,
  });
  expect(received.length).toBe(1);
});

test.each([304, 400, 404, 429, 500, 503])("a %i fails and keeps the answer", async (statusCode) => {
  const { url, send } = await startReceiver((_request, response) => response.writeHead(statusCode).end("why"));
  const outcome = await send(createHttpMessage({ url }));
  expect(outcome).toMatchObject({ kind: "failed", errorClass: "status", statusCode });
  expect(Buffer.from(outcome.responseBody ?? []).toString()).toBe(statusCode === 304 ? "" : "why");
});

test("16 KiB of an answer are kept", async () => {
  const { url, send } = await startReceiver((_request, response) => response.end(Buffer.alloc(100_000, "a")));
  const outcome = await send(createHttpMessage({ url }));
  expect(outcome).toMatchObject({ kind: "delivered", isResponseTruncated: true });
  expect(outcome.responseBody?.length).toBe(16_384);
});

test("a target that does not answer in time fails", async () => {
  const { url, send } = await startReceiver(() => undefined);
  expect(await send(createHttpMessage({ url }))).toMatchObject({
    kind: "failed",
    errorClass: "timeout",
    error: "The time allowed (1 s) was up before an answer came.",
  });
});

test("a blocked destination fails with the reason, and nothing of it is kept", async () => {
  const { received, send } = await startReceiver();
  expect(await send(createHttpMessage({ url: "http://169.254.169.254/latest/" }))).toEqual({
    kind: "failed",
    errorClass: "guard",
    error: "The destination is blocked: 169.254.169.254 is a cloud metadata address.",
    isResponseTruncated: false,
  });
  expect(received).toEqual([]);
});

test.each<[name: string, value: string, problem: RegExp]>([
  ["Host", "evil.example", /"Host" may not be set/],
  ["content-length", "0", /may not be set/],
  ["Transfer-Encoding", "chunked", /may not be set/],
  ["CONNECTION", "close", /may not be set/],
  ["Keep-Alive", "timeout=5", /may not be set/],
  ["Upgrade", "h2c", /may not be set/],
  ["HTTP2-Settings", "AAMAAABkAAQAAP__", /may not be set/],
  ["TE", "trailers", /may not be set/],
  ["Trailer", "x", /may not be set/],
  ["Expect", "100-continue", /may not be set/],
  ["Proxy-Authorization", "Basic eDp5", /may not be set/],
  ["Proxy-Connection", "close", /may not be set/],
  ["", "x", /a name that HTTP does not allow/],
  ["X A", "x", /name/],
  ["X:A", "x", /name/],
  ["X\r\nY", "x", /"X\\r\\nY" has a name/],
  ["Ä", "x", /name/],
  [":authority", "x", /name/],
  ["X", "a\r\nHost: evil.example", /"X" has a value/],
  ["X", "a\nb", /has a value/],
  ["X", "a\rb", /has a value/],
  ["X", "a\u0000b", /has a value/],
  ["X", "a\u007fb", /has a value/],
  ["X", "ä", /has a value/],
  ["X", "\u2028", /has a value/],
  ["X", "嘊嘍Set-Cookie: a", /has a value/],
  ["X", "a".repeat(10_000), /is longer than 8192/],
])("the header %j: %j is refused before anything is sent", async (name, value, problem) => {
  const { url, received, send } = await startReceiver();
  const outcome = await send(createHttpMessage({ url, headers: { [name]: value } }));
  expect(outcome).toMatchObject({ kind: "failed", errorClass: "header" });
  expect(outcome.kind === "failed" && outcome.error).toMatch(problem);
  expect(received).toEqual([]);
});

test("what a transport throws is an outcome with its stack", async () => {
  const send = () => Promise.reject(new TypeError("oh no"));
  const transports: Transports = { http: { ...unused, send }, kafka: unused, rabbitmq: unused };
  const outcome = await attemptDelivery(
    { id: "delivery-1", ...createHttpMessage({ url: "http://a.example/" }) },
    transports,
    context,
  );
  expect(outcome).toMatchObject({ kind: "failed", errorClass: "panic", isResponseTruncated: false });
  expect(outcome.kind === "failed" && outcome.error).toMatch(/oh no/);
  expect(outcome.kind === "failed" && outcome.stack).toMatch(/TypeError: oh no\n.*http-transport\.test\.ts/);
});

test("so is what is thrown before anything is awaited, or is not an error", async () => {
  const throws: Transports["http"]["send"][] = [
    () => {
      throw new Error("at once");
    },
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries do it
    () => Promise.reject("a text"),
  ];
  for (const send of throws) {
    const rendered = createHttpMessage({ url: "http://a.example/" });
    const transports: Transports = { http: { ...unused, send }, kafka: unused, rabbitmq: unused };
    expect(await attemptDelivery({ id: "delivery-1", ...rendered }, transports, context)).toMatchObject({
      errorClass: "panic",
    });
  }
});
