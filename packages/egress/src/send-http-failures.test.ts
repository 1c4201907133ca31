import { once } from "node:events";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createTestAgent, listen } from "../test/listeners.ts";
import { selfSigned } from "../test/self-signed.ts";
import { failureOf, send, serve, speak, stopLater, stopTargets } from "../test/targets.ts";
import { createGuardedAgent } from "./guarded-agent.ts";
import { sendHttp } from "./send-http.ts";

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

afterEach(stopTargets);

test("a target that resets every connection sees one of them for each attempt", async () => {
  const target = await speak((socket) => socket.resetAndDestroy());
  expect(failureOf(await send(target.url))).toMatchObject({
    errorClass: "closed",
    error: matching(/closed before the answer was complete/),
  });
  expect(target.connections()).toBe(1);
});

test.each<[what: string, answer: string, expected: object]>([
  ["no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n", { errorClass: "protocol" }],
  ["a header beyond all limits", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(40_000)}\r\n\r\n`, { errorClass: "protocol" }],
  [
    "contradicting lengths",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    { errorClass: "protocol" },
  ],
  [
    "a switch of protocols nobody asked for",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    { errorClass: "protocol" },
  ],
  ["nothing, and the end", "", { errorClass: "closed" }],
  ["half a header", "HTTP/1.1 200 OK\r\nContent-", { errorClass: "closed" }],
])("%s is a failure of its class", async (_what, answer, expected) => {
  const target = await speak((socket) => socket.end(answer));
  expect(failureOf(await send(target.url))).toMatchObject(expected);
});

test("an answer that ends early fails, and what came of it is kept", async () => {
  const target = await speak((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
  const result = await send(target.url);
  expect(failureOf(result)).toMatchObject({ errorClass: "closed" });
  expect(result).toMatchObject({ answer: { statusCode: 200 } });
  expect(result.answer === null ? "" : Buffer.from(result.answer.responseBody).toString()).toBe("abc");
});

test.each<[what: string, onRequest: (socket: Socket) => void, error: RegExp]>([
  ["says nothing", () => undefined, /before an answer came/],
  ["drips its headers", (socket) => drip(socket, "HTTP/1.1 200 OK\r\n", "x-drip: 1\r\n"), /before an answer came/],
  ["sends 102 without end", (socket) => drip(socket, "", "HTTP/1.1 102 Processing\r\n\r\n"), /before an answer came/],
  [
    "drips its body",
    (socket) => drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "a"),
    /before the answer was complete/,
  ],
])("a target that %s is given up after the time allowed", async (_what, onRequest, error) => {
  const closed = Promise.withResolvers<unknown>();
  const target = await speak((socket) => {
    socket.on("close", closed.resolve);
    onRequest(socket);
  });
  const startedAt = performance.now();
  expect(failureOf(await send(target.url, {}, { timeoutMs: 300 }))).toMatchObject({
    errorClass: "timeout",
    error: matching(error),
  });
  expect(performance.now() - startedAt).toBeGreaterThan(290);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await closed.promise;
});

function drip(socket: Socket, first: string, again: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(again), 20);
  socket.on("close", () => clearInterval(timer));
}

test("a name server that never answers, and a TLS handshake that never begins, are given up as well", async () => {
  const closed = Promise.withResolvers<unknown>();
  // Reads, lest it never learns of the end; what it reads is the beginning of a handshake.
  const silent = await listen((socket) => socket.resume().on("close", closed.resolve));
  stopLater(silent.stop);
  const { agent } = createTestAgent({
    allowHosts: [`127.0.0.1:${silent.port}`],
    resolve: () => new Promise(() => undefined),
  });
  const options = { agent, timeoutMs: 200, responseBytesMax: 100 };
  const ask = async (url: string) =>
    failureOf(await sendHttp({ method: "GET", url, headers: [], body: null }, options));
  expect(await ask("http://slow.example/")).toEqual({
    errorClass: "timeout",
    error: "The time allowed (0.2 s) was up while its name was being resolved.",
  });
  expect(await ask(`https://127.0.0.1:${silent.port}/`)).toEqual({
    errorClass: "timeout",
    error: "The time allowed (0.2 s) was up during the TLS handshake.",
  });
  // The connection ends with the attempt.
  await closed.promise;
});

test("a refused connection and an unknown name have their classes", async () => {
  const gone = await listen();
  await gone.stop();
  expect(await send(gone.url)).toMatchObject({
    errorClass: "connect",
    error: "No connection could be made (ECONNREFUSED).",
    address: `127.0.0.1:${gone.port}`,
  });
  const { agent } = createTestAgent();
  const request = { method: "GET", url: "http://nobody.example/", headers: [], body: null };
  expect(await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 })).toMatchObject({
    errorClass: "dns",
    error: "nobody.example could not be resolved (ENOTFOUND).",
    address: null,
  });
});

test("the system's resolver says that a name does not exist, or that it could not be asked", async () => {
  const { agent } = createTestAgent({ resolve: undefined });
  const request = { method: "GET", url: "http://does-not-exist.invalid/", headers: [], body: null };
  const result = await sendHttp(request, { agent, timeoutMs: 10_000, responseBytesMax: 100 });
  expect(failureOf(result)).toMatchObject({ errorClass: "dns" });
});

test("certificates are verified, by chain and by name", async () => {
  const server = createTlsServer(selfSigned, (_request, response) => response.end("secret"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  stopLater(async () => void server.close());
  const { guard } = createTestAgent({ allowHosts: [`127.0.0.1:${port}`], resolve: async () => ["127.0.0.1"] });
  const ask = async (host: string, trustedCertificates: string[]) => {
    const agent = createGuardedAgent(guard, { trustedCertificates });
    const request = { method: "GET", url: `https://${host}:${port}/`, headers: [], body: null };
    const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
    agent.close();
    return failureOf(result);
  };
  expect(await ask("tls.example", [])).toMatchObject({
    errorClass: "tls",
    error: matching(/DEPTH_ZERO_SELF_SIGNED_CERT/),
  });
  expect(await ask("other.example", [selfSigned.cert])).toMatchObject({
    errorClass: "tls",
    error: matching(/ERR_TLS_CERT_ALTNAME_INVALID/),
  });
  expect(await ask("tls.example", [selfSigned.cert])).toEqual({ answer: 200 });
});

test("TLS older than 1.2, and a port that does not speak TLS, are failures of the handshake", async () => {
  const server = createTlsServer({
    ...selfSigned,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT:@SECLEVEL=0",
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stopLater(async () => void server.close());
  const plain = await serve((_request, response) => response.end());
  for (const port of [(server.address() as AddressInfo).port, plain.port]) {
    expect(failureOf(await send(`https://127.0.0.1:${port}/`))).toMatchObject({ errorClass: "tls" });
  }
});
