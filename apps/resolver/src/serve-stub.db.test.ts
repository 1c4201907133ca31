import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { deleteMock } from "../../../packages/management/src/index.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver({ HTTP_REQUEST_BODY_SIZE_LIMIT_MB: "1", TRUSTED_PROXIES: "127.0.0.9" });
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

describe("a stub", () => {
  it("answers as soon as the mock is saved, and no longer when it is deleted", async () => {
    for (let cycle = 0; cycle < 20; cycle++) {
      expect(
        (await resolver.save({ id: "cycle", http: { route: "/cycle" }, response: { payload: { cycle } } }))
          .notYetVisible,
      ).toEqual([]);
      expect(await (await resolver.call("/stubs/sandbox/cycle")).json()).toEqual({ cycle });
      await deleteMock(resolver.management, resolver.admin, { id: "cycle", namespace: "sandbox" });
      expect((await resolver.call("/stubs/sandbox/cycle")).status).toBe(404);
    }
  });

  it("answers with status, several headers of a name, compact JSON and a request id", async () => {
    await resolver.save({
      http: { route: "/full", httpMethod: "post" },
      response: { statusCode: 201, headers: { "X-A": ["1", "2"] }, payload: { id: "x", list: [1, null] } },
    });
    const answered = await resolver.call("/stubs/sandbox/full", { method: "POST", body: "ignored" });
    expect(answered.status).toBe(201);
    expect(answered.headers.get("x-a")).toBe("1, 2");
    expect(answered.headers.get("content-type")).toBe("application/json");
    expect(answered.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
    expect(await answered.text()).toBe('{"id":"x","list":[1,null]}');
  });

  it.each<[name: string, response: object, expected: [body: string, contentType: string | null]]>([
    ["text", { payload: "hello" }, ["hello", "text/plain; charset=utf-8"]],
    ["nothing", {}, ["", null]],
    ["null", { payload: null }, ["", null]],
    ["a number", { payload: 7 }, ["7", "application/json"]],
    ["a type of its own", { payload: "<a/>", headers: { "Content-Type": ["text/xml"] } }, ["<a/>", "text/xml"]],
  ])("answers with %s", async (name, response, [body, contentType]) => {
    const route = `/kind/${name.replaceAll(" ", "-")}`;
    await resolver.save({ http: { route }, response });
    const answered = await resolver.call(`/stubs/sandbox${route}`);
    expect(answered.headers.get("content-type")).toBe(contentType);
    expect(await answered.text()).toBe(body);
  });

  it.each([204, 304])("of status %d goes out without a body", async (statusCode) => {
    await resolver.save({
      http: { route: `/bodyless/${statusCode}` },
      response: { statusCode, payload: { never: "sent" } },
    });
    const answered = await resolver.call(`/stubs/sandbox/bodyless/${statusCode}`);
    expect([answered.status, await answered.text(), answered.headers.get("content-length")]).toEqual([
      statusCode,
      "",
      null,
    ]);
  });

  it("is found by its parameters, priority and path prefix, and forgotten when its time is up", async () => {
    await resolver.save({ id: "p", http: { route: "/users/:id" }, response: { payload: "parameter" } });
    await resolver.save({ id: "l", http: { route: "/users/me" }, response: { payload: "literal" } });
    await resolver.save({ id: "x", pathPrefix: "v2/", http: { route: "/users" }, response: { payload: "prefixed" } });
    const text = async (path: string) => (await resolver.call(path)).text();
    expect(await text("/stubs/sandbox/users/7?x=/y")).toBe("parameter");
    expect(await text("/stubs/sandbox/users/me")).toBe("literal");
    expect(await text("/stubs/sandbox/v2/users")).toBe("prefixed");
    await resolver.save({ id: "l", http: { route: "/users/me" }, ttl: 1 });
    await expect.poll(() => text("/stubs/sandbox/users/me"), { timeout: 5_000 }).toBe("parameter");
  });

  it("that is not there, and a namespace that is not there, answer alike", async () => {
    const [known, unknown] = await Promise.all(
      ["sandbox", "nowhere"].map(async (namespace) => {
        const answered = await resolver.call(`/stubs/${namespace}/none/of/these/is/there?q=1`, { method: "PUT" });
        const body = (await answered.json()) as Record<string, unknown>;
        expect(body).toMatchObject({
          code: "not_found",
          request_id: answered.headers.get("x-request-id"),
          request: { method: "PUT", path: "/none/of/these/is/there", namespace },
        });
        return {
          status: answered.status,
          text: JSON.stringify({ ...body, request_id: "" }).replaceAll(namespace, "…"),
        };
      }),
    );
    expect(known).toEqual(unknown);
    expect(known?.status).toBe(404);
  });

  it.each([
    ["soap", { soap: { path: "/services/pay" } }, "/services/pay"],
    ["graphql", { pathPrefix: "v2", graphql: { path: "graphql" } }, "/v2/graphql"],
    ["sse", { sse: { eventPath: "/events" } }, "/events"],
    ["grpc", { grpc: { service: "pay.Payments", method: "Create" } }, "/pay.Payments/Create"],
    ["mcp", { mcp: { tool: "search" } }, ""],
  ])("of the protocol %s says at its path that it is not served", async (protocol, context, path) => {
    const { mock } = await resolver.save(context);
    const call = () =>
      resolver.call(`/stubs/sandbox${path}`, {
        method: "POST",
        body: '{"jsonrpc":"2.0","method":"tools/call","id":1}',
      });
    const answered = await call();
    expect(answered.status).toBe(501);
    const { error } = (await answered.json()) as { error: string };
    expect(error).toContain(protocol);
    expect(error).toContain(mock.id);
    await deleteMock(resolver.management, resolver.admin, { id: mock.id, namespace: "sandbox" });
    expect((await call()).status).toBe(404);
  });

  it("that is hostile is sandboxed, can't set our cookies, and is never sniffed", async () => {
    const headers = {
      "Content-Type": ["text/html"],
      "Content-Security-Policy": ["default-src *"],
      "Set-Cookie": ["__Host-Understudy.session=x", "own=1"],
    };
    await resolver.save({ http: { route: "/page" }, response: { headers, payload: "<script>" } });
    const page = await resolver.call("/stubs/sandbox/page");
    expect(page.headers.get("content-security-policy")).toBe(
      "default-src *, sandbox allow-scripts allow-forms allow-popups",
    );
    expect(page.headers.getSetCookie()).toEqual(["own=1"]);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(
      (await resolver.call("/stubs/sandbox/full", { method: "POST" })).headers.get("content-security-policy"),
    ).toBeNull();
  });

  it("tells every caller whose body is too large, however it comes", async () => {
    await resolver.save({ http: { route: "/read", httpMethod: "POST" }, response: { payload: "$.req" } });
    const refusals = Array.from({ length: 10 }, async () => {
      const sent = httpRequest({
        port: resolver.port,
        path: "/stubs/sandbox/read",
        method: "POST",
        headers: { "transfer-encoding": "chunked" },
      });
      sent.end("x".repeat(6 * 1024 * 1024));
      const [answered] = (await once(sent, "response")) as [IncomingMessage];
      return [answered.statusCode, Buffer.concat((await answered.toArray()) as Buffer[]).toString()] as const;
    });
    for (const [status, body] of await Promise.all(refusals)) {
      expect(status).toBe(413);
      expect(JSON.parse(body)).toMatchObject({ code: "validation" });
    }
  });

  it("refuses a body that is larger than the limit", async () => {
    const answered = await resolver.call("/stubs/sandbox/full", { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
    expect(answered.status).toBe(413);
    expect(await answered.json()).toMatchObject({ code: "validation" });
  });

  it("is served by the Java client's upgrade request, which is an ordinary one", async () => {
    const sent = httpRequest({
      port: resolver.port,
      path: "/stubs/sandbox/full",
      method: "POST",
      headers: { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAEAAEAAAAIAAAAB" },
    });
    sent.end();
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    answered.resume();
    expect(answered.statusCode).toBe(201);
  });
});
