import { MockInputSchema, SampleRequestSchema } from "@understudy/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../../test/resolver.ts";
import { explainRequest, type PreviewedMock, previewMock, setStoreEntry } from "../index.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const sample = (request: object) => ({ request: SampleRequestSchema.parse(request) });

describe("explain", () => {
  const explain = (request: object, mockId?: string) =>
    explainRequest(resolver.management, resolver.admin, { namespace: "sandbox", mockId, source: sample(request) });

  it("names the mock that answers, as the resolver would", async () => {
    await resolver.save({ id: "general", http: { route: "/users/:id" } });
    await resolver.save({ id: "special", http: { route: "/users/7" } });
    expect(await explain({ path: "/users/7" })).toEqual({
      matched: true,
      answeredBy: "special",
      pathParams: {},
      nearest: [],
    });
    expect(await explain({ path: "/users/8?x=1" })).toMatchObject({ answeredBy: "general", pathParams: { id: "8" } });
    expect(await explain({ path: "/users/7" }, "general")).toMatchObject({ matched: true, answeredBy: "special" });
    // It sees every change.
    await resolver.save({ id: "special", http: { route: "/users/9" } });
    expect(await explain({ path: "/users/7" })).toMatchObject({ answeredBy: "general" });
  });

  it("says what failed, with what is expected of body, query and headers", async () => {
    await resolver.save({
      id: "strict",
      http: {
        route: "/strict",
        httpMethod: "POST",
        conditions: [{ path: "a", value: 1 }],
        queryParams: [{ path: "q", value: "x" }],
        header: [{ path: "X-Key", value: "expected-value" }],
      },
    });
    const { matched, nearest } = await explain({
      method: "post",
      path: "/strict",
      query: { q: ["y"] },
      headers: { "x-key": "other" },
      body: { a: 2 },
    });
    expect(matched).toBe(false);
    expect(nearest[0]).toMatchObject({
      mockId: "strict",
      failed: [
        { kind: "header", path: "X-Key", expected: "expected-value", actual: "other" },
        { kind: "query", path: "q", expected: "x", actual: "y" },
        { kind: "body", path: "a", expected: 1, actual: 2 },
      ],
    });
  });

  it("explains one mock, near or far, and a request of the log", async () => {
    expect(await explain({ path: "/quite/another/path" }, "strict")).toMatchObject({
      matched: false,
      nearest: [{ mockId: "strict", failed: [{ kind: "route", expected: "/strict" }] }],
    });
    await expect(explain({ path: "/x" }, "nobody")).rejects.toMatchObject({ code: "not_found" });
    const missed = await resolver.call("/stubs/sandbox/strict?q=x", { method: "POST", body: '{"a":1}' });
    const source = { requestId: String(missed.headers.get("x-request-id")) };
    const explained = await explainRequest(resolver.management, resolver.admin, { namespace: "sandbox", source });
    expect(explained.nearest[0]).toMatchObject({ mockId: "strict", failed: [{ kind: "header", path: "X-Key" }] });
  });
});

describe("preview", () => {
  const preview = (previewed: PreviewedMock, request: object) =>
    previewMock(resolver.management, resolver.admin, { namespace: "sandbox", previewed, source: sample(request) });
  const given = (mock: object) => ({ mock: MockInputSchema.parse(mock) });

  it("renders the answer from request and stores, and writes and sends nothing", async () => {
    await setStoreEntry(resolver.management, resolver.admin, {
      store: { namespace: "sandbox", chainId: "" },
      key: "rate",
      value: 3,
    });
    const mock = {
      http: { route: "/buy/:id", httpMethod: "POST" },
      response: {
        statusCode: 201,
        headers: { "X-Id": ["$.pathParam.id"] },
        payload: { rate: "$.gS.rate", amount: "$.req.amount", seen: "$.gS.seen" },
        delay: 5_000,
      },
      extract: { gStore: { seen: "$.req.amount" } },
    };
    const { answer, matched, warnings } = await preview(given(mock), {
      method: "POST",
      path: "/buy/7",
      body: { amount: 2 },
    });
    expect([matched, warnings]).toEqual([true, []]);
    expect(answer).toMatchObject({
      status: 201,
      body: { encoding: "text", content: '{"rate":3,"amount":2,"seen":2}' },
      delayMs: 5_000,
      headers: expect.arrayContaining([["X-Id", "7"]]) as string[][],
    });
    const { db } = resolver.management;
    expect(await db.storeEntry.findMany({ where: { key: "seen" } })).toEqual([]);
    expect([await db.delivery.count(), await db.loggedRequest.count({ where: { path: "/buy/7" } })]).toEqual([0, 0]);
  });

  it("calls no target, and says which answer a call of a mock with several would get first, or why it gets none", async () => {
    const oneOf = { order: "order", offset: 1, responses: [{ payload: "a" }, { payload: "b", statusCode: 202 }] };
    const chosen = await preview(given({ http: { route: "/x" }, oneOf }), { path: "/x" });
    expect(chosen.answer).toMatchObject({ kind: "rendered", status: 202, body: { content: "b" } });
    const proxy = { target: "http://127.0.0.1:9/base" };
    const forwarded = await preview(given({ http: { route: "/p/*" }, proxy }), { path: "/p/rest", query: "n=1" });
    expect(forwarded.answer).toMatchObject({
      kind: "forwarded",
      url: "http://127.0.0.1:9/base/rest?n=1",
      guard: { verdict: "blocked" },
    });
    const file = { http: { route: "/f" }, response: { payloadTemplatePath: "nowhere.json" } };
    const refused = await preview(given(file), { path: "/f" });
    expect(refused.answer).toMatchObject({ kind: "refused", status: 500 });
    expect(refused.warnings.map(({ path }) => path)).toContain("$.response.payloadTemplatePath");
  });

  it("renders every callback, says which would fire, masks secrets", async () => {
    await resolver.save({
      id: "talks",
      http: { route: "/talks" },
      response: { statusCode: 500, payload: { n: 1 } },
      webhooks: [
        { url: "https://example.org/a", trigger: "on_success", body: { n: "$.response.n" } },
        { url: "https://example.org/b", headers: { Authorization: "Bearer planted" }, async: false },
      ],
    });
    const previewed = await preview({ mockId: "talks" }, { path: "/talks" });
    expect(previewed.callbacks).toMatchObject([
      {
        fires: false,
        trigger: "on_success",
        message: { method: "POST", url: "https://example.org/a", body: { content: '{"n":1}' } },
        guard: { verdict: "allowed" },
      },
      { fires: true, isSynchronous: true, message: { headers: [["Authorization", "••••••"]] } },
    ]);
    expect(JSON.stringify(previewed)).not.toContain("planted");
    expect(await resolver.management.db.delivery.count()).toBe(0);
    // A mask that is sent back stands for the stored secret; elsewhere it stands for nothing.
    const edited = (url: string) =>
      given({
        id: "talks",
        http: { route: "/talks" },
        webhooks: [{ url, headers: { Authorization: "••••••" } }],
      });
    expect((await preview(edited("https://example.org/c"), { path: "/talks" })).warnings).toEqual([]);
    await expect(preview(edited("https://evil.example/c"), { path: "/talks" })).rejects.toMatchObject({
      code: "validation",
    });
  });

  it("warns of what finds no value, of headers that may not be sent and of targets that are blocked", async () => {
    const { warnings, callbacks } = await preview(
      given({
        http: { route: "/warns", conditions: [{ path: "a", value: 1 }] },
        response: { payload: { a: "$.req.missing", b: "$.fake.NoSuchName" } },
        webhooks: [
          { url: "http://169.254.169.254/", headers: { Host: "x" } },
          { url: "http://localhost:5770/stubs/sandbox/x", body: "$.gS.none" },
          { type: "kafka", kafkaBrokers: "k:9092,10.0.0.1", kafkaTopic: "t", kafkaKey: "k" },
        ],
      }),
      { path: "/warns", body: {} },
    );
    const at = (path: string) => warnings.filter((warning) => warning.path === path).map(({ message }) => message);
    expect(at("$.response")).toEqual([
      expect.stringContaining("$.fake.NoSuchName"),
      expect.stringContaining("$.req.missing"),
    ]);
    expect(at("$.webhooks[0]")).toEqual([
      expect.stringContaining('"Host"'),
      expect.stringContaining("The destination is blocked"),
    ]);
    expect(at("$.webhooks[1]")).toEqual([expect.stringContaining("$.gS.none")]);
    expect(at("$.webhooks[2]")).toEqual([expect.stringContaining("10.0.0.1 is a private address")]);
    expect(callbacks[2]?.message).toMatchObject({ type: "kafka", brokers: ["k:9092", "10.0.0.1:9092"], key: "k" });
  });

  it("of a mock that does not fit shows what fails, and renders it all the same", async () => {
    const mock = { http: { route: "/fits", httpMethod: "PUT" }, response: { payload: "rendered" } };
    expect(await preview(given(mock), { path: "/fits" })).toMatchObject({
      matched: false,
      failed: [{ kind: "method", expected: "PUT", actual: "GET" }],
      answer: { body: { content: "rendered" } },
    });
  });
});
