import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestListener,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { listSentCallbacks } from "../../../test/sent-callbacks.ts";

let service: Server;
let serviceUrl: string;
let resolver: TestResolver;
/** What the service does with a request. */
let answer: (...exchange: Parameters<RequestListener>) => unknown;

beforeAll(async () => {
  service = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(service, "listening");
  const { port } = service.address() as AddressInfo;
  serviceUrl = `http://127.0.0.1:${port}`;
  resolver = await startTestResolver({
    WEBHOOK_ALLOW_HOSTS: `127.0.0.1:${port}, 127.0.0.1:1`,
    HTTP_REQUEST_BODY_SIZE_LIMIT_MB: "1",
  });
});

afterAll(async () => {
  service.close();
  service.closeAllConnections();
  expect(await resolver.stop()).toBe(0);
});

const call = (route: string, init?: RequestInit) =>
  resolver.call(`/stubs/sandbox${route}`, { redirect: "manual", ...init });
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const saveProxy = (id: string, rest: { target: string; http?: object; [field: string]: unknown }) => {
  const { target, http, ...fields } = rest;
  return resolver.save({ id, http: { route: `/${id}/*`, ...http }, proxy: { target }, ...fields });
};

/** Starts a request of its own connection and leaves it open. */
function open(route: string, headers: Record<string, string> = {}, method = "POST") {
  return httpRequest({ port: resolver.port, path: `/stubs/sandbox${route}`, method, headers, agent: false });
}

describe("a proxy", () => {
  it("sends on method, remaining path, query, headers and body, and gives the answer back", async () => {
    let seen: { request: IncomingMessage; body: string } | undefined;
    answer = async (request, response) => {
      seen = { request, body: await text(request) };
      response.writeHead(207, {
        "X-Answer": ["1", "2"],
        "X-Request-Id": "theirs",
        Connection: "x-hop",
        "X-Hop": "theirs",
        "Content-Type": "text/html",
        "Set-Cookie": ["a=1", "__Host-understudy.session=stolen"],
      });
      response.end("<p>");
    };
    await saveProxy("all", { target: `${serviceUrl}/v1` });
    const answered = await call("/all/users/a%2Fb?x=1&x=2", {
      method: "PATCH",
      body: '{"a":1}',
      headers: {
        "Content-Type": "application/json",
        Cookie: "own=1; understudy.session=secret",
        "X-Sent": "yes",
        "understudy-hops": "7.forged",
      },
    });
    expect(seen?.request).toMatchObject({ method: "PATCH", url: "/v1/users/a%2Fb?x=1&x=2" });
    expect(seen?.body).toBe('{"a":1}');
    expect(seen?.request.headers).toMatchObject({
      host: new URL(serviceUrl).host,
      "content-type": "application/json",
      "content-length": "7",
      cookie: "own=1",
      "x-sent": "yes",
      "understudy-hops": expect.stringMatching(/^1\.[0-9a-f]{32}$/) as string,
    });
    expect(answered.status).toBe(207);
    expect(await answered.text()).toBe("<p>");
    expect(answered.headers.get("x-answer")).toBe("1, 2");
    expect(answered.headers.get("x-hop")).toBeNull();
    expect(answered.headers.get("x-request-id")).toMatch(/^req_/);
    expect(answered.headers.getSetCookie()).toEqual(["a=1"]);
    expect(answered.headers.get("content-security-policy")).toContain("sandbox");
    expect(answered.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("passes redirects, HEAD and compressed answers on as they are", async () => {
    answer = ({ method, headers }, response) => {
      if (method === "HEAD") response.writeHead(200, { "content-length": 77 }).end();
      else response.writeHead(302, { location: "/there", "x-encoding": headers["accept-encoding"] }).end();
    };
    await saveProxy("plain", { target: serviceUrl });
    const moved = await call("/plain/x", { headers: { "accept-encoding": "br" } });
    expect([moved.status, moved.headers.get("location"), moved.headers.get("x-encoding")]).toEqual([
      302,
      "/there",
      "br",
    ]);
    expect((await call("/plain/x", { method: "HEAD" })).headers.get("content-length")).toBe("77");
  });

  it("streams both ways: what came in goes out before the rest is there", async () => {
    answer = (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      request.pipe(response);
    };
    await saveProxy("stream", { target: serviceUrl });
    const sent = open("/stream/x", { "transfer-encoding": "chunked" });
    sent.write("first");
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    expect(String((await once(answered, "data"))[0])).toBe("first");
    sent.end("second");
    expect(await text(answered)).toBe("second");
  });

  it("ends the request to the service when the caller goes, before the answer and in the middle of it", async () => {
    await saveProxy("gone", { target: serviceUrl });
    for (const hasBegun of [false, true]) {
      const arrived = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<void>();
      answer = (_request, response) => {
        response.on("close", ended.resolve);
        if (hasBegun) response.write("beginning");
        arrived.resolve();
      };
      const sent = open("/gone/x", {}, "GET").end();
      sent.on("error", () => undefined);
      await arrived.promise;
      if (hasBegun) {
        const [answered] = (await once(sent, "response")) as [IncomingMessage];
        answered.on("error", () => undefined);
      }
      sent.destroy();
      await ended.promise;
    }
  });

  it("cuts the connection when the service breaks off, so that half an answer does not look whole", async () => {
    answer = (_request, response) => {
      response.write("half");
      setImmediate(() => response.destroy());
    };
    await saveProxy("half", { target: serviceUrl });
    await expect((await call("/half/x")).text()).rejects.toThrow();
  });

  it("answers 502 with the reason when there is no answer: away, refused by the guard, out of its path", async () => {
    answer = (request) => request.socket.destroy();
    const failures: [string, string, number, string][] = [
      ["away", "http://127.0.0.1:1", 502, "No connection could be made (ECONNREFUSED)"],
      ["closed", serviceUrl, 502, "The connection was closed before the answer was complete"],
      ["private", "http://10.1.2.3/x", 502, "The destination is blocked: 10.1.2.3 is"],
      ["metadata", "http://169.254.169.254/", 502, "The destination is blocked"],
      ["management", `http://localhost:${resolver.port}/api/v1`, 502, "this is Understudy's own address"],
    ];
    for (const [id, target, status, reason] of failures) {
      await saveProxy(id, { target });
      const answered = await call(`/${id}/mocks`);
      expect(await json(answered)).toMatchObject({
        code: "external",
        error: expect.stringContaining(reason) as string,
      });
      expect(answered.status).toBe(status);
    }
    await saveProxy("climb", { target: `${serviceUrl}/v1` });
    const climbed = open("/climb/../../admin", {}, "GET").end();
    const [refused] = (await once(climbed, "response")) as [IncomingMessage];
    expect([refused.statusCode, await text(refused)]).toEqual([400, expect.stringContaining("leads out") as string]);
  });

  it("sends on a body that a condition has read, and refuses one that is too large", async () => {
    answer = async (request, response) => response.end(await text(request).catch(() => "broken off"));
    const conditions = [{ path: "kind", value: "a" }];
    await saveProxy("chosen", { target: serviceUrl, http: { conditions } });
    const body = '{ "kind": "a", "n": 1.0 }';
    expect(await (await call("/chosen/x", { method: "POST", body })).text()).toBe(body);
    expect((await call("/chosen/x", { method: "POST", body: '{"kind":"b"}' })).status).toBe(404);
    await saveProxy("large", { target: serviceUrl });
    const sent = open("/large/x", { "transfer-encoding": "chunked" });
    sent.end("x".repeat(3 * 1024 * 1024));
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    expect([answered.statusCode, JSON.parse(await text(answered))]).toMatchObject([413, { code: "validation" }]);
  });

  it("serves other stubs of ours, and a chain of calls that never ends is ended at ten hops", async () => {
    await resolver.save({ http: { route: "/behind/:id" }, response: { payload: { id: "$.pathParam.id" } } });
    await saveProxy("front", { target: `http://localhost:${resolver.port}/stubs/sandbox/behind` });
    expect(await json(await call("/front/7"))).toEqual({ id: "7" });
    await saveProxy("loop", { target: `http://localhost:${resolver.port}/stubs/sandbox/loop` });
    const ended = await call("/loop/x");
    expect(ended.status).toBe(502);
    expect((await json(ended))["error"]).toContain("this is hop 11 of a chain of calls; at most 10 are made");
  });
});

describe("callbacks of a proxy", () => {
  const webhooks = [
    { url: "http://there.example/", trigger: "on_success", body: { got: "$.response.id", sent: "$.req.n" } },
    { url: "http://there.example/", trigger: "on_error", body: { failed: "$.response.id" } },
  ];

  it("go by the status that came back, and see its JSON", async () => {
    answer = (request, response) => {
      const status = request.url === "/ok" ? 201 : 418;
      response.writeHead(status, {
        "content-type": "application/problem+json",
        "x-asked": request.headers["accept-encoding"],
      });
      response.end('{"id":"real","text":"ü"}');
    };
    const extract = { gStore: { lastSent: "$.req.n" } };
    await saveProxy("told", { target: serviceUrl, webhooks, extract });
    const send = (route: string) =>
      call(route, { method: "POST", body: '{"n":5}', headers: { "accept-encoding": "gzip" } });
    const made = await send("/told/ok");
    expect([made.status, made.headers.get("x-asked"), await made.text()]).toEqual([
      201,
      "identity",
      '{"id":"real","text":"ü"}',
    ]);
    expect((await send("/told/no")).status).toBe(418);
    expect((await listSentCallbacks(resolver.management, "told")).map(({ body }) => body)).toEqual([
      { got: "real", sent: 5 },
      { failed: "real" },
    ]);
    const stored = await resolver.management.db.storeEntry.findFirst({ where: { key: "lastSent" } });
    expect(stored?.value).toBe("5");
  });

  it("do not see an answer that is too large or no JSON; it goes out whole", async () => {
    const large = JSON.stringify({ id: "x".repeat(2 * 1024 * 1024) });
    answer = ({ url }, response) => {
      response.writeHead(200, { "content-type": url === "/large" ? "application/json" : "text/plain" });
      response.end(url === "/large" ? large : '{"id":"text"}');
    };
    await saveProxy("unseen", { target: serviceUrl, webhooks });
    expect((await (await call("/unseen/large")).text()) === large).toBe(true);
    expect(await (await call("/unseen/text")).text()).toBe('{"id":"text"}');
    const bodies = (await listSentCallbacks(resolver.management, "unseen")).map(({ body }) => body);
    expect(bodies).toMatchObject([{ got: "$.response.id" }, { got: "$.response.id" }]);
  });

  it("are not sent when there was no answer", async () => {
    await saveProxy("silent", { target: "http://127.0.0.1:1", webhooks });
    expect((await call("/silent/x")).status).toBe(502);
    expect(await listSentCallbacks(resolver.management, "silent")).toEqual([]);
  });
});
