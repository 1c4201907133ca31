import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const post = (path: string, body: string, contentType = "application/json") =>
  resolver.call(`/stubs/sandbox${path}`, { method: "POST", body, headers: { "content-type": contentType } });
const text = async (response: Promise<Response>) => (await response).text();

describe("conditions tell mocks of one route apart", () => {
  it("by body, query and header, the more demanding one first", async () => {
    const http = (rest: object) => ({ http: { route: "/pay", httpMethod: "POST", ...rest } });
    await resolver.save({ id: "any", ...http({}), response: { payload: "any" } });
    await resolver.save({
      id: "large",
      ...http({ conditions: [{ path: "$.items[?(@.price > 100)]", assertAction: "notEmpty" }] }),
      response: { payload: "large" },
    });
    await resolver.save({
      id: "beta",
      priority: 5,
      ...http({
        header: [{ path: "X-Client-Version", assertAction: "matches", value: "^2\\." }],
        queryParams: [{ path: "mode", value: "beta" }],
      }),
      response: { payload: "beta" },
    });
    expect(await text(post("/pay", '{"items":[{"price":5}]}'))).toBe("any");
    expect(await text(post("/pay", '{"items":[{"price":5},{"price":101}]}'))).toBe("large");
    const beta = resolver.call("/stubs/sandbox/pay?mode=beta", {
      method: "POST",
      headers: { "X-Client-Version": "2.1" },
    });
    expect(await text(beta)).toBe("beta");
  });

  it("in forms and XML as well, which templates see as objects", async () => {
    await resolver.save({
      http: { route: "/form", conditions: [{ path: "kind", value: "a b" }] },
      response: { payload: { kind: "$.req.kind" } },
    });
    expect(await text(post("/form", "kind=a+b&x=1", "application/x-www-form-urlencoded"))).toBe('{"kind":"a b"}');
    await resolver.save({
      http: { route: "/xml", conditions: [{ path: "order.id", value: "7" }] },
      response: { payload: "$.req.order.id" },
    });
    expect(await text(post("/xml", "<order><id>7</id></order>", "application/xml"))).toBe("7");
  });

  it("refuses a body that is nested too deep, before anything walks it, and goes on", async () => {
    await resolver.save({
      http: { route: "/deep", conditions: [{ path: "$..a", assertAction: "notEmpty" }] },
      response: { payload: "deep" },
    });
    const started = performance.now();
    const refused = await post("/deep", "[".repeat(100_000) + "]".repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "validation" });
    expect(await text(post("/deep", '{"x":{"a":1}}'))).toBe("deep");
  });
});

describe("routes", () => {
  it("may be a pattern or end in a wildcard, after those that are named", async () => {
    await resolver.save({ http: { routePattern: "/files/[0-9]+\\.txt" }, response: { payload: "pattern" } });
    await resolver.save({ http: { route: "/files/*" }, response: { payload: "wildcard" } });
    await resolver.save({ http: { route: "/files/readme" }, response: { payload: "named" } });
    expect(await text(resolver.call("/stubs/sandbox/files/12.txt"))).toBe("pattern");
    expect(await text(resolver.call("/stubs/sandbox/files/a/b"))).toBe("wildcard");
    expect(await text(resolver.call("/stubs/sandbox/files/readme"))).toBe("named");
  });

  it("of GET answer HEAD, without a body", async () => {
    await resolver.save({ http: { route: "/head", httpMethod: "GET" }, response: { payload: "hello" } });
    const sent = httpRequest({ port: resolver.port, path: "/stubs/sandbox/head", method: "HEAD" }).end();
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    expect([answered.statusCode, answered.headers["content-length"]]).toEqual([200, "5"]);
    expect(await answered.toArray()).toEqual([]);
  });
});

describe("a call that no mock matches", () => {
  it("is told which mock was near and why it did not match, without what it expects of headers", async () => {
    await resolver.save({
      id: "near",
      http: {
        route: "/near/:id",
        httpMethod: "POST",
        conditions: [{ path: "a", value: 1 }],
        header: [{ path: "Authorization", value: "Bearer s3cret" }],
      },
    });
    const answered = await post("/near/7", '{"a":2}');
    expect(answered.status).toBe(404);
    const body = await answered.text();
    expect(body).not.toContain("s3cret");
    const { nearest } = JSON.parse(body) as { nearest: unknown[] };
    expect(nearest[0]).toMatchObject({
      mockId: "near",
      route: "/near/:id",
      failed: [
        { kind: "header", path: "Authorization", reason: "the header Authorization is missing" },
        { kind: "body", path: "a", assertAction: "equals", reason: "a of the body is 2, expected 1" },
      ],
    });
  });
});

describe("a mock whose conditions can't be read", () => {
  it.each([
    ["a broken path", { conditions: [{ path: "$.a[?(", value: 1 }] }, "$.http.conditions[0].path"],
    ["a broken expression", { header: [{ path: "X", assertAction: "matches", value: "(" }] }, "$.http.header[0].value"],
    ["a broken route pattern", { route: undefined, routePattern: "/a(" }, "$.http.routePattern"],
  ])("is refused when it is saved: %s", async (_name, http, path) => {
    await expect(resolver.save({ http: { route: "/x", ...http } })).rejects.toMatchObject({
      code: "validation",
      problems: [{ path }],
    });
  });
});
