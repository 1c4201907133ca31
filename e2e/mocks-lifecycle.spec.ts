import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Which callbacks can be saved; patch, restore and purge of mocks; namespaces; the global store; stores, delay and payloads as a mock uses them. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({
    env: { WEBHOOK_ALLOW_HOSTS: receiver.host, AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" },
  });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
  });
  client = createRestClient(product.url, String(login.body["token"]));
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

const callStub = (path: string, body?: unknown) =>
  client.call(body === undefined ? "GET" : "POST", `/stubs/sandbox${path}`, body === undefined ? {} : { body });

async function makeToken(body: object): Promise<RestClient> {
  const made = await client.call("POST", "/api/v1/auth/tokens", { body });
  return createRestClient(product.url, String(made.body["token"]));
}

test("PATCH replaces the fields that are given whole, removes those that are null, and leaves the rest", async () => {
  await client.save({
    id: "patched",
    http: { route: "/patched", httpMethod: "GET" },
    response: { statusCode: 201, headers: { "X-Old": ["1"] }, payload: { a: 1 } },
    tags: ["one", "two"],
    priority: 7,
    ttl: 3600,
  });
  const patched = await client.call("PATCH", "/api/v1/mocks/patched", {
    body: { response: { payload: { b: 2 } }, tags: ["three"], ttl: null },
  });
  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({ id: "patched", success: true, isNew: true, tags: ["three"], priority: 7 });
  expect(patched.body["mock"]).toMatchObject({ id: "patched", response: { payload: { b: 2 } } });
  const read = (await client.call("GET", "/api/v1/mocks/patched")).body;
  expect(read["response"]).toEqual({ payload: { b: 2 } });
  expect(read["http"]).toEqual({ route: "/patched", httpMethod: "GET" });
  expect(read).not.toHaveProperty("ttl");
  expect(read).not.toHaveProperty("expireAt");
  // Whole: status and headers of the old response are gone, at once.
  const answer = await callStub("/patched");
  expect(answer).toMatchObject({ status: 200, text: '{"b":2}' });
  expect(answer.headers.get("x-old")).toBeNull();
});

test("GET shows how often a mock was used since it was saved, and when", async () => {
  const limited = { id: "limited", useLimiter: 2, http: { route: "/limited" }, response: { payload: "ok" } };
  await client.save(limited);
  const unused = (await client.call("GET", "/api/v1/mocks/limited")).body;
  expect(unused).toMatchObject({ useCounter: 0 });
  expect(unused).not.toHaveProperty("lastUse");
  const statuses: number[] = [];
  for (let call = 0; call < 3; call++) statuses.push((await callStub("/limited")).status);
  expect(statuses).toEqual([200, 200, 404]);
  const used = (await client.call("GET", "/api/v1/mocks/limited")).body;
  expect(used).toMatchObject({ useCounter: 2 });
  expect(Math.abs(Number(used["lastUse"]) - Date.now() / 1000)).toBeLessThan(60);
  const listed = (await client.call("GET", "/api/v1/mocks?search=limited")).body;
  expect(listed["mocks"]).toEqual([used]);
  await client.save(limited);
  expect((await callStub("/limited")).status).toBe(200);
});

test("PATCH refuses what would not be a mock any more, and what is not there", async () => {
  await client.save({ id: "firm", http: { route: "/firm" }, response: { payload: "firm" } });
  for (const [body, path] of [
    [{ http: null }, "$"],
    [{ ttl: -1 }, "$.ttl"],
    [{ webhooks: [{}] }, "$.webhooks[0].url"],
  ] as const) {
    const refused = await client.call("PATCH", "/api/v1/mocks/firm", { body });
    expect(refused).toMatchObject({ status: 400, body: { code: "validation", problems: [{ path }] } });
  }
  expect((await client.call("PATCH", "/api/v1/mocks/firm", { body: [] })).status).toBe(400);
  expect(await callStub("/firm")).toMatchObject({ status: 200, text: "firm" });
  const renamed = await client.call("PATCH", "/api/v1/mocks/firm", { body: { id: "other", priority: 1 } });
  expect(renamed.body).toMatchObject({ id: "firm", priority: 1 });
  expect((await client.call("PATCH", "/api/v1/mocks/nowhere", { body: { ttl: 1 } })).status).toBe(404);
});

test("PATCH keeps secrets that it does not touch, and those whose mask it writes back to the same destination only", async () => {
  const secret = "Bearer planted";
  const url = `${receiver.url}/secret`;
  await client.save({
    id: "secret",
    http: { route: "/secret" },
    webhooks: [{ url, headers: { Authorization: secret }, body: "1" }],
  });
  const arrives = async (count: number): Promise<string | undefined> => {
    await callStub("/secret");
    return (await receiver.waitFor(count, { path: "/secret" }))[count - 1]?.headers.authorization;
  };
  await client.call("PATCH", "/api/v1/mocks/secret", { body: { priority: 3 } });
  expect(await arrives(1)).toBe(secret);
  const masked = { Authorization: "••••••" };
  const patch = { webhooks: [{ url, headers: masked, body: "2" }] };
  expect((await client.call("PATCH", "/api/v1/mocks/secret", { body: patch })).status).toBe(200);
  expect(await arrives(2)).toBe(secret);
  const redirected = { webhooks: [{ url: "http://elsewhere.example/secret", headers: masked }] };
  expect(await client.call("PATCH", "/api/v1/mocks/secret", { body: redirected })).toMatchObject({
    status: 400,
    body: { code: "validation", problems: [{ path: "$.webhooks[0].headers.Authorization" }] },
  });
  expect(await arrives(3)).toBe(secret);
});

test("F3, F13, F14 and Decided 6: what can't be a callback is refused, what is too large is clamped", async () => {
  const refused: [callback: object, path: string][] = [
    [{ type: "http" }, "$.webhooks[0].url"],
    [{ type: "smtp", url: "http://a" }, "$.webhooks[0].type"],
    [{ url: "http://a", method: "TRACE" }, "$.webhooks[0].method"],
    [{ url: "http://a", trigger: "on_mondays" }, "$.webhooks[0].trigger"],
    [{ url: "http://a", retryCount: -1 }, "$.webhooks[0].retryCount"],
    [{ url: "http://a", timeout: 1.5 }, "$.webhooks[0].timeout"],
    [{ url: "http://a", headers: { a: ["b"] } }, "$.webhooks[0].headers.a"],
    [{ type: "kafka", kafkaBrokers: "k:1" }, "$.webhooks[0].kafkaTopic"],
    [{ type: "rabbitmq", rabbitURL: "amqp://m" }, "$.webhooks[0].rabbitQueue"],
  ];
  for (const [callback, path] of refused) {
    const saved = await client.call("POST", "/api/v1/mocks", {
      body: { id: "no", http: { route: "/no" }, webhooks: [callback] },
    });
    expect(saved).toMatchObject({ status: 400, body: { code: "validation", problems: [{ path }] } });
  }
  const saved = await client.save({
    id: "clamped",
    http: { route: "/clamped" },
    webhooks: [{ url: "http://a", method: "put", timeout: 5000, retryCount: 1000, retryDelay: 10_000 }],
  });
  const mock = saved.body["mock"] as { webhooks: unknown[] };
  expect(mock.webhooks).toEqual([{ url: "http://a", method: "PUT", timeout: 300, retryCount: 100, retryDelay: 3600 }]);
});

test("restore brings a deleted mock back as it was", async () => {
  const saved = await client.save({ id: "back", http: { route: "/back" }, response: { payload: "back" }, tags: ["t"] });
  await client.call("DELETE", "/api/v1/mocks/back");
  expect((await callStub("/back")).status).toBe(404);
  const restored = await client.call("POST", "/api/v1/mocks/back/restore");
  expect(restored).toMatchObject({ status: 200, body: { id: "back", tags: ["t"] } });
  expect(restored.body).not.toHaveProperty("closedAt");
  expect(await callStub("/back")).toMatchObject({ status: 200, text: "back" });
  const before = saved.body["mock"] as Record<string, unknown>;
  expect((await client.call("GET", "/api/v1/mocks/back")).body["createdAt"]).toBe(before["createdAt"]);
  // Once more changes nothing; what was never there is unknown.
  expect((await client.call("POST", "/api/v1/mocks/back/restore")).status).toBe(200);
  expect((await client.call("POST", "/api/v1/mocks/never/restore")).status).toBe(404);
});

test("purge removes a live or deleted mock for good; the resolver forgets it, and its id is free", async () => {
  for (const isDeleted of [true, false]) {
    await client.save({ id: "purged", http: { route: "/purged" }, response: { payload: "old" } });
    await callStub("/purged");
    if (isDeleted) await client.call("DELETE", "/api/v1/mocks/purged");
    expect(await client.call("DELETE", "/api/v1/mocks/purged/purge")).toMatchObject({
      status: 200,
      body: { id: "purged", success: true },
    });
    expect((await callStub("/purged")).status).toBe(404);
    expect((await client.call("POST", "/api/v1/mocks/purged/restore")).status).toBe(404);
    expect((await client.call("DELETE", "/api/v1/mocks/purged/purge")).status).toBe(404);
    const again = await client.save({ id: "purged", http: { route: "/anew" }, response: { payload: "new" } });
    expect(again.body).toMatchObject({ isNew: false, overwritten: false });
    // It is version 1 as the purged one was: whatever was still to be counted of that must not count for this one.
    const { body } = await client.call("GET", "/api/v1/mocks/purged");
    expect(body).toMatchObject({ useCounter: 0 });
    expect(body).not.toHaveProperty("lastUse");
    expect(await callStub("/anew")).toMatchObject({ status: 200, text: "new" });
    expect((await callStub("/purged")).status).toBe(404);
    await client.call("DELETE", "/api/v1/mocks/purged/purge");
    expect((await callStub("/anew")).status).toBe(404);
  }
});

test("namespaces: a new one serves at once; a taken or wrong name and a bound token are refused", async () => {
  const create = (name: unknown, by = client) => by.call("POST", "/api/v1/namespaces", { body: { name } });
  expect(await create("team-a")).toMatchObject({ status: 200, body: { name: "team-a" } });
  expect((await client.call("GET", "/api/v1/namespaces")).body["namespaces"]).toEqual(
    expect.arrayContaining(["sandbox", "team-a"]),
  );
  await client.save({ id: "same", namespace: "team-a", http: { route: "/same" }, response: { payload: "of a" } });
  await client.save({ id: "same", http: { route: "/same" }, response: { payload: "of sandbox" } });
  expect((await client.call("GET", "/stubs/team-a/same")).text).toBe("of a");
  expect((await callStub("/same")).text).toBe("of sandbox");
  expect(await create("team-a")).toMatchObject({ status: 409, body: { code: "conflict" } });
  for (const name of ["", "UPPER", "-dash", "with space", "a".repeat(64), "a/b", 7, null]) {
    expect(await create(name)).toMatchObject({ status: 400, body: { code: "validation" } });
  }
  const bound = await makeToken({ name: "bound", namespace: "sandbox" });
  const refused = await create("team-b", bound);
  expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(refused.text).toContain("namespace");
});

test("C2.1 to C2.3: the global store holds any JSON under any key, a namespace's own", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "stores" } });
  const path = "/api/v1/stores/global";
  const entries: Record<string, unknown> = {
    plain: "text",
    "app.version": { major: 1, list: [1, null, "ü"] },
    "a/b/c": 7,
    "with space & ?#%41": true,
    "..": "dots",
    nothing: null,
  };
  for (const [key, value] of Object.entries(entries)) {
    const set = await client.call("POST", path, { body: { key, value, namespace: "stores" } });
    expect(set).toMatchObject({ status: 200, body: { key, value, namespace: "stores", success: true } });
  }
  const read = await client.call("GET", `${path}?namespace=stores`);
  expect(read.body).toEqual(entries);
  expect((await client.call("GET", path, { headers: { "x-namespace": "stores" } })).body).toEqual(entries);
  expect((await client.call("GET", path)).body).not.toHaveProperty("plain");
  for (const key of Object.keys(entries).filter((name) => name !== "..")) {
    const url = `${path}/${encodeURIComponent(key)}?namespace=stores`;
    expect([key, (await client.call("DELETE", url)).status]).toEqual([key, 200]);
    expect((await client.call("DELETE", url)).status).toBe(404);
  }
  expect((await client.call("GET", `${path}?namespace=stores`)).body).toEqual({ "..": "dots" });
  expect((await client.call("GET", `${path}?namespace=nowhere`)).status).toBe(404);
  expect((await client.call("POST", path, { body: { value: 1 } })).status).toBe(400);
  const reader = await makeToken({ name: "reader", namespace: "stores", allowed_actions: ["store.read"] });
  expect((await reader.call("GET", path)).status).toBe(200);
  expect((await reader.call("POST", path, { body: { key: "k", value: 1 } })).status).toBe(403);
});

test("extract.gStore is written before the answer is rendered, and seen by the next call", async () => {
  await client.save({
    id: "extracting",
    http: { route: "/extracting", httpMethod: "POST" },
    extract: { gStore: { last: "$.req.order", "flat.key": "$.req.order.id" } },
    response: { payload: { last: "$.gS.last", id: "$.gS.flat.key", text: "id $.gS.last.id" } },
  });
  await client.save({ id: "reading", http: { route: "/reading" }, response: { payload: "last: $.gS.last.id" } });
  expect((await callStub("/reading")).text).toBe("last: $.gS.last.id");
  const answer = await callStub("/extracting", { order: { id: 5 } });
  expect(answer.body).toEqual({ last: { id: 5 }, id: 5, text: "id 5" });
  expect((await callStub("/reading")).text).toBe("last: 5");
  expect((await client.call("GET", "/api/v1/stores/global")).body).toMatchObject({ last: { id: 5 }, "flat.key": 5 });
  await client.call("POST", "/api/v1/stores/global", { body: { key: "last", value: { id: "set" } } });
  expect((await callStub("/reading")).text).toBe("last: set");
});

test("payloads: text as text, JSON compact, nothing as nothing; templates keep their type; delay is kept", async () => {
  const cases: [payload: unknown, text: string, contentType: string | null][] = [
    ["Grüße $.req.name", "Grüße Ann", "text/plain; charset=utf-8"],
    ["$.req.list", "[1,2]", "application/json"],
    [
      { a: ["$.req.n", "n=$.req.n"], gone: "$.req.gone" },
      '{"a":[1.5,"n=1.5"],"gone":"$.req.gone"}',
      "application/json",
    ],
    [17, "17", "application/json"],
    [null, "", null],
  ];
  for (const [payload, text, contentType] of cases) {
    await client.save({ id: "payload", http: { route: "/payload", httpMethod: "POST" }, response: { payload } });
    const answer = await callStub("/payload", { name: "Ann", list: [1, 2], n: 1.5 });
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([200, text, contentType]);
  }
  await client.save({
    id: "late",
    http: { route: "/late" },
    response: { delay: 700, headers: { "X-Name": ["$.queryParams.name"], "X-Two": ["a", "b"] }, payload: "late" },
  });
  const startedAt = performance.now();
  const late = await callStub("/late?name=Ann");
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(700);
  expect([late.headers.get("x-name"), late.headers.get("x-two")]).toEqual(["Ann", "a, b"]);
});
