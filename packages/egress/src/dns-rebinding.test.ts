import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestAgent, listen, listenHttp, type Listener } from "../test/listeners.ts";
import { startNameServer, type Records } from "../test/name-server.ts";
import { sendHttp } from "./send-http.ts";

/** 127.0.0.2 plays the public address: it is opened on one port. The canary has the same port on 127.0.0.1, which is not. */
let target: Listener;
let canary: Listener;
beforeEach(async () => {
  target = await listenHttp((_request, response) => response.setHeader("connection", "close").end("ok"), {
    host: "127.0.0.2",
  });
  canary = await listen(undefined, { host: "127.0.0.1", port: target.port });
});
afterEach(() => Promise.all([target.stop(), canary.stop()]));

async function sendTimes(times: number, answer: (hostname: string, type: "A" | "AAAA") => Records) {
  const nameServer = await startNameServer(answer);
  const { agent } = createTestAgent({ resolve: nameServer.resolve, allowHosts: [`127.0.0.2:${target.port}`] });
  const outcomes: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const request = { method: "POST", url: `http://rebind.example:${target.port}/`, headers: [], body: null };
    const result = await sendHttp(request, { agent, timeoutMs: 3000, responseBytesMax: 100 });
    outcomes.push(result.kind === "answered" ? `${result.answer.statusCode} ${result.address}` : result.error);
  }
  nameServer.stop();
  return { outcomes, queries: nameServer.queries() };
}

test("a name that changes to loopback after it was checked is blocked, and each connection looks up once", async () => {
  let queries = 0;
  const { outcomes, queries: asked } = await sendTimes(3, (_hostname, type) => {
    if (type === "AAAA") return [];
    queries += 1;
    return [{ type: "A", value: queries === 1 ? "127.0.0.2" : "127.0.0.1" }];
  });
  const refusal = "The destination is blocked: rebind.example resolves to a loopback address.";
  expect(outcomes).toEqual([`200 127.0.0.2:${target.port}`, refusal, refusal]);
  expect(asked).toBe(6);
  expect(target.connections()).toBe(1);
  expect(canary.connections()).toBe(0);
});

test.each<[what: string, answer: (type: "A" | "AAAA") => Records]>([
  [
    "a blocked address behind an allowed one",
    (type) =>
      type === "A"
        ? [
            { type, value: "127.0.0.2" },
            { type, value: "127.0.0.1" },
          ]
        : [],
  ],
  [
    "a blocked address before an allowed one",
    (type) =>
      type === "A"
        ? [
            { type, value: "127.0.0.1" },
            { type, value: "127.0.0.2" },
          ]
        : [],
  ],
  ["an allowed A and a blocked AAAA", (type) => [{ type, value: type === "A" ? "127.0.0.2" : "0:0:0:0:0:0:0:1" }]],
  ["an allowed A and a mapped AAAA", (type) => [{ type, value: type === "A" ? "127.0.0.2" : "0:0:0:0:0:ffff:7f00:1" }]],
  [
    "an alias of a metadata name",
    (type) =>
      type === "A"
        ? [
            { type: "CNAME", value: "metadata.google.internal" },
            { type, value: "169.254.169.254" },
          ]
        : [],
  ],
])("%s blocks the name", async (_what, answer) => {
  const { outcomes } = await sendTimes(1, (_hostname, type) => answer(type));
  expect(outcomes[0]).toMatch(/^The destination is blocked: rebind\.example resolves to/);
  expect([target.connections(), canary.connections()]).toEqual([0, 0]);
});
