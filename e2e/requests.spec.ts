import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** The request log over REST: what came in, was it what was expected, why did it not match, what would it answer. */
let product: Product;
let client: RestClient;

test.beforeAll(async () => {
  product = await startProduct();
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const callStub = (method: string, path: string, body?: unknown) =>
  client.call(method, `/stubs/sandbox${path}`, body === undefined ? {} : { body });

test("a call is in the log as soon as it was answered, by its id, its mock and its filters", async () => {
  await client.save({ id: "logged", http: { route: "/logged/:n" }, response: { payload: { ok: true } } });
  const answered = await callStub("POST", "/logged/1?a=b", { sent: 1 });
  const id = answered.headers.get("x-request-id");
  await callStub("GET", "/logged/2");
  const one = (await client.call("GET", `/api/v1/requests/${id ?? ""}`)).body;
  expect(one).toMatchObject({
    id,
    method: "POST",
    path: "/logged/1",
    query: "a=b",
    body: { encoding: "text", content: '{"sent":1}' },
    mockId: "logged",
    response: { status: 200, body: { encoding: "text", content: '{"ok":true}' } },
    receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  const page = (await client.call("GET", "/api/v1/requests?mockId=logged&limit=1")).body;
  expect(page["requests"]).toMatchObject([{ path: "/logged/2" }]);
  expect(page["items"]).toEqual(page["requests"]);
  const next = await client.call("GET", `/api/v1/requests?mockId=logged&limit=1&cursor=${String(page["nextCursor"])}`);
  expect(next.body).toMatchObject({ requests: [{ id }], nextCursor: null });
  const filtered = await client.call("GET", "/api/v1/requests?method=post&path=LOGGED&status=200&matched=true");
  expect(filtered.body).toMatchObject({ requests: [{ id }] });
  expect((await client.call("GET", "/api/v1/requests?status=x")).status).toBe(400);
  expect((await client.call("GET", "/api/v1/requests/req_unknown")).status).toBe(404);
});

test("the logs of a mock have the shape that clients know, and can be cleared", async () => {
  await client.save({ id: "logs", http: { route: "/logs" }, response: { statusCode: 202, payload: { a: [1] } } });
  await callStub("POST", "/logs", { b: 2 });
  const { body } = await client.call("GET", "/api/v1/mocks/logs/logs?limit=10&offset=0");
  expect(body).toMatchObject({
    id: "logs",
    total: 1,
    requests: [
      {
        calledAt: expect.any(String),
        method: "POST",
        req: { method: "POST", path: "/logs", headers: { "content-type": "application/json" }, body: { b: 2 } },
        response: { statusCode: 202, payload: { a: [1] } },
      },
    ],
  });
  expect(body["logs"]).toEqual(body["requests"]);
  expect((await client.call("DELETE", "/api/v1/mocks/logs/logs")).body).toMatchObject({ success: true, deleted: 1 });
  expect((await client.call("GET", "/api/v1/mocks/logs/logs")).body).toMatchObject({ total: 0, logs: [] });
  expect((await client.call("GET", "/api/v1/mocks/nobody/logs")).status).toBe(404);
});

test("verify waits for the calls that are expected, and says what nearly was one", async () => {
  await client.save({ id: "pay", http: { route: "/pay/:id", httpMethod: "POST" } });
  const verify = (body: object) => client.call("POST", "/api/v1/requests/verify", { body });
  const conditions = [{ path: "$.amount", value: 5 }];
  const waiting = verify({ route: "/pay/:id", conditions, exactly: 2, withinMs: 20_000 });
  await callStub("POST", "/pay/1", { amount: 5 });
  await callStub("POST", "/pay/2", { amount: 6 });
  await callStub("POST", "/pay/3", { amount: 5 });
  expect((await waiting).body).toMatchObject({ verified: true, count: 2, expected: "exactly 2", isComplete: true });
  expect((await verify({ mockId: "pay", atLeast: 4 })).body).toMatchObject({ verified: false, count: 3 });
  expect((await verify({ mockId: "pay", conditions: [{ path: "amount", value: 7 }] })).body).toMatchObject({
    verified: false,
    nearest: [{ failed: [{ kind: "body", expected: 7 }] }, {}, {}],
  });
  expect((await verify({ mockId: "pay", exacty: 1 })).body).toMatchObject({
    verified: true,
    warnings: [{ path: "$.exacty", message: expect.stringContaining("exactly") }],
  });
  expect((await verify({ mockId: "pay", never: true, exactly: 1 })).body).toMatchObject({
    code: "validation",
    problems: [{ path: "$.never" }],
  });
});

test("explain says why it did not match, preview what it would answer and send", async () => {
  await client.save({
    id: "talks",
    http: { route: "/talks/:id", httpMethod: "POST", conditions: [{ path: "kind", value: "order" }] },
    response: { payload: { id: "$.pathParam.id", total: "$.req.total" } },
    webhooks: [{ url: "http://169.254.169.254/hook", trigger: "on_error", body: { id: "$.response.id" } }],
  });
  const request = { method: "POST", path: "/talks/7", body: { kind: "offer", total: 3 } };
  const explained = await client.call("POST", "/api/v1/mocks/explain", { body: { request } });
  expect(explained.body).toMatchObject({ matched: false, answeredBy: null });
  const [nearest] = explained.body["nearest"] as unknown[];
  expect(nearest).toMatchObject({
    mockId: "talks",
    failed: [{ kind: "body", path: "kind", expected: "order", actual: "offer" }],
  });
  const missed = await callStub("POST", "/talks/7", request.body);
  const requestId = missed.headers.get("x-request-id");
  const ofLog = await client.call("POST", "/api/v1/mocks/explain", { body: { requestId, mockId: "talks" } });
  expect(ofLog.body["nearest"]).toEqual([nearest]);

  const preview = await client.call("POST", "/api/v1/mocks/preview", { body: { mockId: "talks", requestId } });
  expect(preview.body).toMatchObject({
    matched: false,
    answer: { status: 200, body: { content: '{"id":"7","total":3}' } },
    callbacks: [{ fires: false, message: { body: { content: '{"id":"7"}' } }, guard: { verdict: "blocked" } }],
    warnings: [{ path: "$.webhooks[0]", message: expect.stringContaining("The destination is blocked") }],
  });
  const both = await client.call("POST", "/api/v1/mocks/preview", { body: { mockId: "talks", request, requestId } });
  expect(both.body).toMatchObject({ code: "validation", error: "give either request or requestId" });
});

test("an undefined request becomes a mock that answers it", async () => {
  await callStub("PUT", "/undefined/one", { some: "body" });
  await callStub("PUT", "/undefined/one", { some: "body" });
  await callStub("GET", "/undefined/two");
  const list = async () => (await client.call("GET", "/api/v1/undefined-requests")).body;
  const find = async (path: string) =>
    ((await list())["requests"] as { id: string; path: string }[]).find((found) => found.path === path);
  const one = await find("/undefined/one");
  expect(one).toMatchObject({
    method: "PUT",
    protocol: "http",
    count: 2,
    hitCount: 2,
    timestamp: expect.any(Number),
    firstSeen: expect.any(Number),
    lastSeen: expect.any(Number),
    ignored: false,
    namespace: "sandbox",
    body: { some: "body" },
    headers: { "content-type": "application/json" },
  });
  expect(await find("/undefined/two")).not.toHaveProperty("body");

  // As clients send it: a content type, and no body.
  const path = `/api/v1/undefined-requests/${String(one?.id)}`;
  const made = await client.call("POST", `${path}/create-mock`, { headers: { "content-type": "application/json" } });
  expect(made.body).toMatchObject({
    http: { route: "/undefined/one", httpMethod: "PUT" },
    mock: { response: { statusCode: 200 } },
    mockId: expect.any(String),
    protocol: "http",
    isNew: false,
  });
  expect(await callStub("PUT", "/undefined/one", {})).toMatchObject({ status: 200, text: "{}" });
  expect(await find("/undefined/one")).toBeUndefined();

  const two = await find("/undefined/two");
  const ignored = await client.call("PATCH", `/api/v1/undefined-requests/${String(two?.id)}/ignore`);
  expect(ignored.status).toBe(200);
  expect(await find("/undefined/two")).toBeUndefined();
  const mockData = { http: { route: "/undefined/two" }, response: { payload: "given" } };
  await client.call("POST", `/api/v1/undefined-requests/${String(two?.id)}/create-mock`, { body: { mockData } });
  expect((await callStub("GET", "/undefined/two")).text).toBe("given");

  await callStub("GET", "/undefined/three");
  const three = await find("/undefined/three");
  const converted = await client.call("POST", `/api/v1/undefined-requests/${String(three?.id)}/convert`);
  expect(converted.body).toMatchObject({ protocol: "http", mock: { http: { route: "/undefined/three" } } });
  await callStub("GET", "/undefined/four");
  const ids = [(await find("/undefined/four"))?.id];
  const deleted = await client.call("DELETE", "/api/v1/undefined-requests", { body: { ids } });
  expect(deleted.body).toEqual({ deleted: 1, success: true });
  expect((await client.call("DELETE", "/api/v1/undefined-requests/all")).status).toBe(200);
  expect(await list()).toMatchObject({ requests: [], total: 0 });
});

test("stats count what came in", async () => {
  const before = (await client.call("GET", "/api/v1/stats")).body;
  await client.save({ id: "counted", http: { route: "/counted" } });
  await callStub("GET", "/counted");
  await callStub("GET", "/counted/not");
  const after = (await client.call("GET", "/api/v1/stats")).body;
  const grown = (key: string) => Number(after[key]) - Number(before[key]);
  expect(["totalRequests", "matchedRequests", "unmatchedRequests", "failedRequests"].map(grown)).toEqual([2, 1, 1, 0]);
  expect(after).toMatchObject({
    avgLatencyMs: expect.any(Number),
    p95LatencyMs: expect.any(Number),
    p99LatencyMs: expect.any(Number),
    errorRate: 0,
    byProtocol: { http: after["totalRequests"] },
  });
});
