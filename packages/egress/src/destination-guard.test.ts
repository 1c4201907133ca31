import { expect, test } from "vitest";
import { createTestAgent, listen } from "../test/listeners.ts";
import { sendHttp } from "./send-http.ts";

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

type Case = [entry: string, hostname: string, port: number, address: string, expected: "allowed" | "blocked"];
test.each<Case>([
  ["api.internal", "api.internal", 80, "10.0.0.1", "allowed"],
  ["API.internal.", "api.internal", 9999, "10.0.0.1", "allowed"],
  ["api.internal", "other.internal", 80, "10.0.0.1", "blocked"],
  ["api.internal", "sub.api.internal", 80, "10.0.0.1", "blocked"],
  ["api.internal:8080", "api.internal", 8080, "10.0.0.1", "allowed"],
  ["api.internal:8080", "api.internal", 80, "10.0.0.1", "blocked"],
  ["10.0.0.1", "10.0.0.1", 80, "10.0.0.1", "allowed"],
  ["10.0.0.1", "api.internal", 80, "10.0.0.1", "allowed"],
  ["10.0.0.1", "10.0.0.2", 80, "10.0.0.2", "blocked"],
  ["10.0.0.1:80", "10.0.0.1", 81, "10.0.0.1", "blocked"],
  ["10.0.0.0/8", "api.internal", 80, "10.200.0.1", "allowed"],
  ["10.0.0.0/8", "api.internal", 80, "11.0.0.1", "allowed"],
  ["10.0.0.0/8", "api.internal", 80, "192.168.0.1", "blocked"],
  ["10.0.0.0/8", "api.internal", 80, "::ffff:10.0.0.1", "allowed"],
  ["::ffff:10.0.0.0/104", "api.internal", 80, "10.0.0.1", "allowed"],
  ["fd00::/8", "api.internal", 80, "fd12::1", "allowed"],
  ["fd00::/8", "api.internal", 80, "fe80::1", "blocked"],
  ["[fd00::1]:80", "fd00::1", 80, "fd00::1", "allowed"],
  ["[fd00::1]:80", "fd00::1", 81, "fd00::1", "blocked"],
  ["fd00::1", "fd00::1", 81, "fd00::1", "allowed"],
  ["0.0.0.0/0", "api.internal", 81, "::1", "blocked"],
])("with %s allowed, %s on port %i at %s is %s", (...[entry, hostname, port, address, expected]) => {
  const { guard } = createTestAgent({ allowHosts: [entry] });
  expect(guard.judgeAddress(address, { hostname, port }).kind).toBe(expected);
});

test.each([
  "",
  "http://api.internal",
  "api.internal/path",
  "10.0.0.0/40",
  "host:0",
  "host:70000",
  "a b",
  "*",
  "[::1",
  "host:port",
])("an allow-list entry %j is refused at the start", (entry) => {
  expect(() => createTestAgent({ allowHosts: [entry] })).toThrow(/is not a host/);
});

test("with the guard off everything is allowed but other schemes and user names", () => {
  const { guard } = createTestAgent({ allowPrivate: true });
  for (const url of ["http://127.0.0.1:9/", "http://169.254.169.254/", "http://[fe80::1]/"]) {
    expect(guard.judgeUrl(url).kind).toBe("allowed");
  }
  expect(guard.judgeUrl("ftp://127.0.0.1/").kind).toBe("blocked");
});

test("public addresses are allowed", async () => {
  for (const address of ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "172.32.0.1"]) {
    const { guard } = createTestAgent({ resolve: async () => [address] });
    expect(await guard.resolveHost({ hostname: "public.example", port: 443 })).toEqual({
      kind: "allowed",
      addresses: [address],
    });
  }
});

test("the trailing dot of a name goes before it is dialled", () => {
  const verdict = createTestAgent().guard.judgeUrl("https://api.example.:8443/a");
  expect(verdict.kind === "allowed" && verdict.url.href).toBe("https://api.example:8443/a");
});

test("what can't be judged is blocked", async () => {
  const ownOrigin = { publicOrigin: "not an origin", port: 1, resolverOrigin: "neither" };
  const { guard } = createTestAgent({ allowPrivate: true, ownOrigin, resolve: async () => ["10.0.0.1"] });
  const target = { hostname: "api.example", port: 80 };
  const reason = matching(/could not be judged/);
  expect(guard.judgeUrl("http://api.example/")).toEqual({ kind: "blocked", reason });
  expect(guard.judgeAddress("10.0.0.1", target)).toEqual({ kind: "blocked", reason });
  expect(await guard.resolveHost(target)).toEqual({ kind: "blocked", reason });
});

test("the address a socket is connected to is judged as well, before a byte is sent", async () => {
  let bytes = 0;
  const canary = await listen((socket) => socket.on("data", (chunk) => (bytes += chunk.length)));
  const { guard, agent } = createTestAgent();
  // As if the check of the looked-up address had been passed by mistake.
  guard.resolveHost = async () => ({ kind: "allowed", addresses: ["127.0.0.1"] });
  const request = { method: "GET", url: `http://api.example:${canary.port}/`, headers: [], body: null };
  const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
  expect(result).toMatchObject({ kind: "failed", errorClass: "guard", address: null, answer: null });
  expect({ connections: canary.connections(), bytes }).toEqual({ connections: 1, bytes: 0 });
  await canary.stop();
});
