import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestAgent, listenHttp, type Listener } from "../test/listeners.ts";
import { sendHttp } from "./send-http.ts";

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

const ownOrigin = {
  publicOrigin: "https://mocks.example",
  port: 5770,
  resolverOrigin: "http://resolver.internal:7000",
};
const closed = createTestAgent({ ownOrigin }).guard;
const open = createTestAgent({
  ownOrigin,
  allowPrivate: true,
  allowHosts: ["localhost", "localhost:5770", "127.0.0.0/8", "mocks.example", "resolver.internal", "::1"],
}).guard;

test.each([
  ["http://localhost:5770/stubs/sandbox/a?b=c#d", "/stubs/sandbox/a?b=c"],
  ["https://localhost:5770/stubs/a", "/stubs/a"],
  ["http://localhost.:5770/stubs/a", "/stubs/a"],
  ["http://any.localhost:5770/stubs/a", "/stubs/a"],
  ["http://127.0.0.1:5770/stubs/a", "/stubs/a"],
  ["http://127.9.9.9:5770/stubs/a", "/stubs/a"],
  ["http://2130706433:5770/stubs/a", "/stubs/a"],
  ["http://[::1]:5770/stubs/a", "/stubs/a"],
  ["http://[::ffff:127.0.0.1]:5770/stubs/a", "/stubs/a"],
  ["http://0.0.0.0:5770/stubs/a", "/stubs/a"],
  ["https://mocks.example/stubs/a", "/stubs/a"],
  ["https://MOCKS.example.:443/stubs/a", "/stubs/a"],
  ["http://resolver.internal:7000/stubs/a", "/stubs/a"],
  ["http://localhost:5770/api/../stubs/a", "/stubs/a"],
  ["http://localhost:5770//stubs/a", "/stubs/a"],
  ["http://localhost:5770/stubs/a%2Fb", "/stubs/a%2Fb"],
  ["http://localhost:5770/stubs/100%25", "/stubs/100%25"],
  ["http://localhost:5770/stubs/", "/stubs/"],
])("%s is a call to our own stubs, whatever the settings", (url, path) => {
  expect(closed.judgeUrl(url)).toMatchObject({ kind: "own", path });
  expect(open.judgeUrl(url)).toMatchObject({ kind: "own", path });
});

test.each([
  "/",
  "/api/v1/mocks",
  "/stubs",
  "/stubsx/a",
  "/STUBS/a",
  "/stubs/../api/v1",
  "/stubs/./../api/v1",
  "/stubs/%2e%2e/api/v1",
  "/stubs/%2E%2E/api/v1",
  "/stubs/.%2e/api/v1",
  "/stubs/..%2fapi/v1",
  "/stubs/..%2Fapi/v1",
  "/stubs/%2e%2e%2fapi/v1",
  "/stubs/%252e%252e/api/v1",
  "/stubs/%252e%252e%252fapi/v1",
  "/stubs/..%5capi/v1",
  "/stubs\\..\\api\\v1",
  "/stubs/..%255Capi",
  "/stubs//../../api/v1",
  "/stubs/a/../../api/v1",
  "/stubs/a%2f..%2f..%2fapi/v1",
  "/%73tubs/../api",
  "//api/v1",
  "///api/v1",
  "/x//stubs/a",
  `/stubs/%${"25".repeat(3000)}2e`,
])("of our own origin, %s is blocked whatever the settings", (path) => {
  for (const origin of ["http://localhost:5770", "https://mocks.example", "http://[::1]:5770"]) {
    for (const guard of [closed, open]) {
      const verdict = guard.judgeUrl(origin + path);
      expect(verdict).toMatchObject({ kind: "blocked" });
      expect(verdict.kind === "blocked" && verdict.reason).toMatch(/only paths that begin with \/stubs\//);
    }
  }
});

test.each(["http://localhost:5771/stubs/a", "http://localhost/stubs/a", "http://127.0.0.1:80/stubs/a"])(
  "%s is not ours: another port",
  (url) => {
    expect(closed.judgeUrl(url)).toMatchObject({ kind: "blocked", reason: matching(/loopback/) });
    expect(open.judgeUrl(url).kind).toBe("allowed");
  },
);

test("another scheme or port of PUBLIC_URL's host is a destination like any other", () => {
  for (const url of ["http://mocks.example/api", "https://mocks.example:444/api", "https://mocks.example.org/api"]) {
    expect(closed.judgeUrl(url).kind).toBe("allowed");
  }
});

test("no name that resolves to our own port reaches our management, whatever the settings", async () => {
  const local = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", ...local]) {
    const { guard } = createTestAgent({
      ownOrigin,
      allowPrivate: true,
      allowHosts: ["evil.example"],
      resolve: async () => [address],
    });
    const verdict = await guard.resolveHost({ hostname: "evil.example", port: 5770 });
    expect(verdict).toEqual({ kind: "blocked", reason: "evil.example is Understudy's own address" });
    expect((await guard.resolveHost({ hostname: "evil.example", port: 5772 })).kind).toBe("allowed");
  }
});

let resolver: Listener;
const seen: string[] = [];
beforeAll(async () => {
  resolver = await listenHttp((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.host}`);
    response.end("own answer");
  });
});
afterAll(() => resolver.stop());

test("a call to our own stubs goes to the resolver, and its name is never looked up", async () => {
  const { agent } = createTestAgent({
    ownOrigin: { ...ownOrigin, resolverOrigin: `http://127.0.0.1:${resolver.port}` },
    resolve: () => Promise.reject(new Error("nobody may ask")),
  });
  const request = { method: "POST", url: "https://mocks.example/stubs/a?b=1", headers: [], body: Buffer.from("x") };
  const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
  expect(result).toMatchObject({
    kind: "answered",
    answer: { statusCode: 200 },
    address: `127.0.0.1:${resolver.port}`,
  });
  expect(seen).toEqual(["POST /stubs/a?b=1 mocks.example"]);
});
