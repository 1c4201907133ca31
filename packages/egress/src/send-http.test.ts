import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createTestAgent, listen } from "../test/listeners.ts";
import { openAgent, send, serve, speak, stopLater, stopTargets } from "../test/targets.ts";
import { sendHttp } from "./send-http.ts";

afterEach(stopTargets);

test("a request goes out as it was given, and the answer and the address come back", async () => {
  const seen = Promise.withResolvers<{ request: IncomingMessage; body: string }>();
  const target = await serve((request, response) => {
    seen.resolve(text(request).then((body) => ({ request, body })));
    response.writeHead(201, { "X-Answer": ["a", "b"] }).end("thanks");
  });
  const result = await send(`${target.url}a/b?c=d#e`, {
    method: "PUT",
    headers: [
      ["X-One", "1"],
      ["X-Two", "2"],
    ],
    body: Buffer.from("hello"),
  });
  const { request, body } = await seen.promise;
  expect(body).toBe("hello");
  expect(request).toMatchObject({ method: "PUT", url: "/a/b?c=d" });
  expect(request.headers).toMatchObject({
    "x-one": "1",
    "x-two": "2",
    "content-length": "5",
    "accept-encoding": "identity",
    host: `127.0.0.1:${target.port}`,
  });
  expect(result).toMatchObject({
    kind: "answered",
    address: `127.0.0.1:${target.port}`,
    answer: { statusCode: 201, isResponseTruncated: false },
  });
  if (result.kind !== "answered") return;
  expect(Buffer.from(result.answer.responseBody).toString()).toBe("thanks");
  expect(result.answer.responseHeaders.filter(([name]) => name === "X-Answer")).toEqual([
    ["X-Answer", "a"],
    ["X-Answer", "b"],
  ]);
});

test.each([
  ["GET", null, undefined],
  ["GET", "x", "1"],
  ["DELETE", null, undefined],
  ["DELETE", "x", "1"],
  ["POST", null, "0"],
  ["POST", "", "0"],
  ["PATCH", "x", "1"],
])("%s with body %j", async (method, body, contentLength) => {
  const target = await serve((request, response) => {
    request.resume().on("end", () => response.end(`${request.method} ${request.headers["content-length"]}`));
  });
  const result = await send(target.url, { method, body: body === null ? null : Buffer.from(body) });
  expect(result.kind === "answered" && Buffer.from(result.answer.responseBody).toString()).toBe(
    `${method} ${contentLength}`,
  );
});

test.each([301, 302, 303, 307, 308])("a redirect by %i is an answer; nobody follows it", async (statusCode) => {
  const next = await serve((_request, response) => response.end());
  const target = await serve((_request, response) => response.writeHead(statusCode, { location: next.url }).end());
  expect(await send(target.url)).toMatchObject({ kind: "answered", answer: { statusCode } });
  expect(next.connections()).toBe(0);
});

test("connections are kept for the next request, and one that the target has closed meanwhile is replaced", async () => {
  const target = await listen((socket) => {
    let requests = 0;
    // Closes without an announcement: at the second request of a connection, it is already gone.
    socket.on("data", () => {
      requests += 1;
      if (requests > 2) socket.destroy();
      else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
  });
  stopLater(target.stop);
  const agent = openAgent(target.port);
  const request = { method: "POST", url: target.url, headers: [], body: null };
  const statuses = [];
  for (let time = 0; time < 5; time += 1) {
    const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
    statuses.push(result.kind === "answered" ? result.answer.statusCode : result.error);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect(target.connections()).toBe(3);
  agent.close();
});

test("an idle connection ends by itself after a second", async () => {
  const ended = Promise.withResolvers<number>();
  const target = await listen((socket) => {
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    socket.on("close", () => ended.resolve(performance.now()));
  });
  stopLater(target.stop);
  const startedAt = performance.now();
  expect(await send(target.url)).toMatchObject({ kind: "answered" });
  expect((await ended.promise) - startedAt).toBeLessThan(2500);
});

test("of several addresses that are all allowed, one that answers is enough", async () => {
  const target = await serve((_request, response) => response.end());
  const allowHosts = [`127.0.0.1:${target.port}`, `127.0.0.3:${target.port}`];
  const { agent } = createTestAgent({ allowHosts, resolve: async () => ["127.0.0.3", "127.0.0.1"] });
  const request = { method: "GET", url: `http://two.example:${target.port}/`, headers: [], body: null };
  expect(await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 })).toMatchObject({
    kind: "answered",
    address: `127.0.0.1:${target.port}`,
  });
});

const huge = Buffer.alloc(64 * 1024 * 1024);
test.each<[what: string, headers: Record<string, string>, body: Buffer]>([
  ["a gzip bomb", { "content-encoding": "gzip" }, gzipSync(huge)],
  ["a gzip bomb in a gzip bomb", { "content-encoding": "gzip, gzip" }, gzipSync(gzipSync(huge))],
  ["64 MiB of zeros", {}, huge],
])("%s is neither inflated nor read beyond the limit", async (_what, headers, body) => {
  const target = await serve((_request, response) => response.writeHead(200, headers).end(body));
  const before = process.memoryUsage().rss;
  const results = await Promise.all(Array.from({ length: 5 }, () => send(target.url, {}, { responseBytesMax: 100 })));
  const grownMiB = (process.memoryUsage().rss - before) / 1024 / 1024;
  process.stdout.write(`memory grown by ${grownMiB.toFixed(1)} MiB over 5 requests\n`);
  for (const result of results) {
    expect(result).toMatchObject({ kind: "answered", answer: { statusCode: 200, isResponseTruncated: true } });
    expect(result.kind === "answered" && Buffer.from(result.answer.responseBody)).toEqual(body.subarray(0, 100));
  }
  expect(grownMiB).toBeLessThan(50);
});

test("an answer of exactly the limit is whole, one byte more is truncated", async () => {
  for (const [length, isResponseTruncated] of [
    [100, false],
    [101, true],
  ] as const) {
    const target = await serve((_request, response) => response.end(Buffer.alloc(length, "a")));
    const result = await send(target.url);
    expect(result).toMatchObject({ kind: "answered", answer: { isResponseTruncated } });
    expect(result.kind === "answered" && result.answer.responseBody.length).toBe(100);
  }
});

test("of many response headers so many are kept, with a mark", async () => {
  const lines = (count: number, value: string) =>
    Array.from({ length: count }, (_, index) => `x-${index}: ${value}\r\n`).join("");
  for (const [header, kept] of [
    [lines(300, "a"), 100],
    [lines(12, "a".repeat(1000)), 8],
  ] as const) {
    const target = await speak((socket) => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\n`));
    const result = await send(target.url);
    expect(result).toMatchObject({ kind: "answered", answer: { isResponseTruncated: true } });
    expect(result.kind === "answered" && result.answer.responseHeaders.length).toBe(kept);
  }
});
