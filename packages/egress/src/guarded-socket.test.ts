import { once } from "node:events";
import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createTestAgent, listen } from "../test/listeners.ts";
import { selfSigned } from "../test/self-signed.ts";
import { stopLater, stopTargets } from "../test/targets.ts";
import type { GuardOptions } from "./destination-guard.ts";
import { explainSocketError, openGuardedSocket } from "./guarded-socket.ts";

afterEach(stopTargets);

/** Opens a socket; what came of it. */
async function open(
  target: { hostname: string; port: number },
  guardOptions: Partial<GuardOptions> = {},
  { isTls = false, trustedCertificates = [] as string[] } = {},
): Promise<string> {
  const { guard } = createTestAgent(guardOptions);
  const result = Promise.withResolvers<string>();
  const socket: Socket = openGuardedSocket(guard, { target, isTls, trustedCertificates }, () =>
    result.resolve("connected"),
  );
  socket.on("error", (error) => {
    const { errorClass, error: sentence } = explainSocketError(error, isTls);
    result.resolve(`${errorClass}: ${sentence}`);
  });
  const text = await result.promise;
  socket.destroy();
  return text;
}

async function listenLater() {
  const listener = await listen();
  stopLater(listener.stop);
  return listener;
}

test("an address and a name that are opened are dialled, the name at the address that was judged", async () => {
  const { port } = await listenLater();
  const allowHosts = [`127.0.0.1:${port}`];
  expect(await open({ hostname: "127.0.0.1", port }, { allowHosts })).toBe("connected");
  let lookups = 0;
  const resolve = () => Promise.resolve(["127.0.0.1", "127.0.0.2"].slice(lookups++, lookups));
  expect(await open({ hostname: "broker.example", port }, { allowHosts, resolve })).toBe("connected");
  expect(lookups).toBe(1);
});

test.each<[hostname: string, addresses: string[], reason: string]>([
  ["127.0.0.1", [], "127.0.0.1 is a loopback address"],
  ["::1", [], "::1 is a loopback address"],
  ["169.254.169.254", [], "169.254.169.254 is a cloud metadata address"],
  ["broker.example", ["127.0.0.1"], "broker.example resolves to a loopback address"],
  ["broker.example", ["203.0.113.1", "8.8.8.8"], "broker.example resolves to a documentation address"],
])("%s (%j) is refused, and nobody is dialled", async (hostname, addresses, reason) => {
  const canary = await listenLater();
  const outcome = await open({ hostname, port: canary.port }, { resolve: () => Promise.resolve(addresses) });
  expect(outcome).toBe(`guard: The destination is blocked: ${reason}.`);
  expect(canary.connections()).toBe(0);
});

test("a name that is not known, and a port that nobody listens on", async () => {
  expect(await open({ hostname: "nowhere.example", port: 1 })).toMatch(/^dns: nowhere\.example could not be resolved/);
  const { port, stop } = await listen();
  await stop();
  expect(await open({ hostname: "127.0.0.1", port }, { allowHosts: ["127.0.0.1"] })).toBe(
    "connect: No connection could be made (ECONNREFUSED).",
  );
});

test("TLS: the certificate must be of a known authority and for the name", async () => {
  const server = createTlsServer(selfSigned).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const guardOptions = { allowHosts: ["127.0.0.1"], resolve: () => Promise.resolve(["127.0.0.1"]) };
  const trusting = { isTls: true, trustedCertificates: [selfSigned.cert] };
  expect(await open({ hostname: "tls.example", port }, guardOptions, trusting)).toBe("connected");
  expect(await open({ hostname: "other.example", port }, guardOptions, trusting)).toMatch(
    /^tls: The TLS handshake failed \(ERR_TLS_CERT_ALTNAME_INVALID/,
  );
  expect(await open({ hostname: "tls.example", port }, guardOptions, { isTls: true })).toMatch(
    /^tls: The TLS handshake failed \(DEPTH_ZERO_SELF_SIGNED_CERT/,
  );
  server.close();
});

test("TLS older than 1.2 is refused", async () => {
  const server = createTlsServer({
    ...selfSigned,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT@SECLEVEL=0",
  });
  server.on("tlsClientError", () => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const trusting = { isTls: true, trustedCertificates: [selfSigned.cert] };
  const guardOptions = { allowHosts: ["127.0.0.1"], resolve: () => Promise.resolve(["127.0.0.1"]) };
  expect(await open({ hostname: "tls.example", port }, guardOptions, trusting)).toMatch(
    /^tls: The TLS handshake failed/,
  );
  server.close();
});

test("TLS to one who speaks none, or hangs up", async () => {
  const plain = await listen((socket) => socket.end("no TLS here"));
  const rude = await listen((socket) => socket.once("data", () => socket.destroy()));
  stopLater(plain.stop);
  stopLater(rude.stop);
  for (const { port } of [plain, rude]) {
    const outcome = await open({ hostname: "127.0.0.1", port }, { allowHosts: ["127.0.0.1"] }, { isTls: true });
    expect(outcome).toMatch(/^tls: The TLS handshake failed/);
  }
});
