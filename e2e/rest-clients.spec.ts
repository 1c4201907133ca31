import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What clients written for the contract do that others don't: shapes of lists, odd bodies and headers, preconditions. */
let product: Product;
let client: RestClient;

const java = { "user-agent": "mockarty-java-sdk/0.1.0" };
const go = { "user-agent": "Go-http-client/1.1" };
const python = { "user-agent": "python-httpx/0.27" };
const api = "/api/v1";

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" } });
  const login = await createRestClient(product.url).call("POST", `${api}/auth/login`, {
    body: { login: "admin", password: "a good password" },
  });
  client = createRestClient(product.url, String(login.body["token"]));
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const mock = (id: string, rest: object = {}) => ({ id, http: { route: `/${id}` }, response: { payload: id }, ...rest });

async function makeToken(metadata: object = {}): Promise<string> {
  const made = await client.call("POST", `${api}/auth/tokens`, { body: { name: "t", metadata } });
  return String(made.body["token"]);
}

test("Decided 9: each client gets lists in the shape that it reads, and a token's own wish counts first", async () => {
  await client.save(mock("listed", { tags: ["t"], chainId: "c" }));
  await client.call("POST", `${api}/mock-folders`, { body: { name: "f" } });
  await client.call("POST", `${api}/templates/t.json`, { body: "{}" });
  const [plain, wantsArray, wantsObject] = await Promise.all([
    makeToken(),
    makeToken({ listShape: "array" }),
    makeToken({ listShape: "object" }),
  ]);
  const shapes = async (headers: Record<string, string>) => {
    const isArray: Record<string, boolean> = {};
    for (const [name, path] of Object.entries({
      mocks: "/mocks",
      namespaces: "/namespaces",
      versions: "/mocks/listed/versions",
      chain: "/mocks/chains/c",
      tags: "/tags",
      folders: "/mock-folders",
      templates: "/templates",
    })) {
      const anonymous = createRestClient(product.url);
      isArray[name] = Array.isArray(JSON.parse((await anonymous.call("GET", api + path, { headers })).text));
    }
    return isArray;
  };
  const all = (isArray: boolean) => ({
    versions: isArray,
    tags: isArray,
    folders: isArray,
    templates: isArray,
    mocks: false,
    chain: true,
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  expect(await shapes({ ...bearer(plain), ...python })).toEqual({ ...all(false), namespaces: false });
  expect(await shapes({ ...bearer(plain), ...java })).toEqual({ ...all(true), namespaces: true });
  expect(await shapes({ "x-api-key": plain, ...go })).toEqual({ ...all(true), namespaces: false });
  // Any program in Go says that of itself.
  expect(await shapes({ ...bearer(plain), ...go })).toEqual({ ...all(false), namespaces: false });
  expect(await shapes(bearer(wantsArray))).toEqual({ ...all(true), namespaces: true });
  expect(await shapes({ ...bearer(wantsObject), ...java })).toEqual({ ...all(false), namespaces: false });
});

test("C0.7: bare arrays hold what typed clients decode", async () => {
  await client.save(mock("typed", { tags: ["typed"] }));
  await client.call("POST", `${api}/templates/typed.json`, { body: "{}" });
  const read = async (path: string) =>
    JSON.parse((await client.call("GET", api + path, { headers: java })).text) as unknown[];
  expect(await read("/namespaces")).toContain("sandbox");
  expect(await read("/tags")).toContainEqual({ name: "typed", count: 1 });
  expect(await read("/templates")).toContainEqual(
    expect.objectContaining({ name: "typed.json", size: 2, updatedAt: expect.any(Number) }),
  );
  expect(await read("/mocks/typed/versions")).toEqual([expect.objectContaining({ mock_id: "typed", version: 1 })]);
});

test("C0.3: an empty body labelled as JSON is no error, and DELETE has a body", async () => {
  const labelled = { headers: { "content-type": "application/json" } };
  await client.save(mock("empty"));
  await client.call("DELETE", `${api}/mocks/empty`);
  for (const [method, path] of [
    ["POST", "/mocks/empty/restore"],
    ["GET", "/mocks/empty"],
    ["POST", "/mocks/empty/versions/1/restore"],
    ["DELETE", "/mocks/empty"],
  ] as const) {
    expect(await client.call(method, api + path, labelled)).toMatchObject({ status: 200 });
  }
  await client.save(mock("bodied"));
  const deleted = await client.call("DELETE", `${api}/mocks/batch`, { body: { ids: ["bodied"] } });
  expect(deleted).toMatchObject({ status: 200, body: { count: 1 } });
  expect((await client.call("GET", `${api}/mocks/bodied`)).status).toBe(404);
});

test("C5.10: an upload is the file itself, unless it is only {content}, and for Python even then", async () => {
  const upload = async (name: string, body: string, headers: Record<string, string> = {}) => {
    const path = `${api}/templates/${encodeURIComponent(name)}`;
    expect((await client.call("POST", path, { body, headers })).status).toBe(200);
    return client.call("GET", path);
  };
  const wrapped = '{"content":"unwrapped ü"}';
  expect((await upload("w.txt", wrapped, go)).text).toBe("unwrapped ü");
  expect((await upload("w.txt", wrapped, python)).text).toBe(wrapped);
  for (const body of ['{"content":1}', '{"content":"x","more":1}', "[", "<a>ü</a>", ""]) {
    expect((await upload("dir/r & d.txt", body, go)).text).toBe(body);
  }
  const page = await upload("page.html", "<script>alert(1)</script>");
  expect(page.headers.get("content-type")).toBe("application/octet-stream");
  expect(page.headers.get("content-disposition")).toBe("attachment");
  for (const name of ["..", "a//b", "/a", "a/../b", "a\\b", "x".repeat(201)]) {
    const refused = await client.call("POST", `${api}/templates`, { body: { name, content: "" } });
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ path: "$.name" }] } });
  }
});

test("C0.3: Java's h2c upgrade headers change nothing", async () => {
  const token = await makeToken();
  const body = JSON.stringify(mock("upgraded"));
  const sent = request(`${product.url}${api}/mocks`, {
    method: "POST",
    headers: {
      ...java,
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      connection: "Upgrade, HTTP2-Settings",
      upgrade: "h2c",
      "http2-settings": "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
    },
  });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(Buffer.concat(await answer.toArray()).toString())).toMatchObject({ id: "upgraded" });
});

test("C0.3: a + in a path is a blank only where nothing has the literal name", async () => {
  await client.save(mock("two words"));
  await client.save(mock("one+one"));
  await client.save(mock("one one"));
  const idAt = async (path: string) => (await client.call("GET", `${api}/mocks/${path}`)).body["id"];
  expect(await idAt("two+words")).toBe("two words");
  expect(await idAt("one+one")).toBe("one+one");
  expect(await client.call("GET", `${api}/mocks/no+where`)).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining("no+where") as unknown },
  });
  expect((await client.call("PATCH", `${api}/mocks/two+words`, { body: { priority: 4 } })).body["priority"]).toBe(4);
  await client.save(mock("chained", { chainId: "my chain" }));
  await client.call("POST", `${api}/stores/chain/my+chain`, { body: { key: "k", value: 1 } });
  await client.call("POST", `${api}/stores/chain/a+b`, { body: { key: "k", value: 2 } });
  expect((await client.call("GET", `${api}/stores/chain/my%20chain`)).body).toEqual({ k: 1 });
  expect((await client.call("GET", `${api}/stores/chain/a+b`)).body).toEqual({ k: 2 });
});

test("a batch that is wrong somewhere says where, and saves nothing", async () => {
  const wrong = [mock("b0"), mock("b1", { ttl: -1 }), { id: "b2", http: { httpMethod: "GET" } }];
  const expectRefusal = async (body: unknown, base: string) => {
    expect(await client.call("POST", `${api}/mocks/batch`, { body })).toMatchObject({
      status: 400,
      body: { code: "validation", problems: [{ path: `${base}[1].ttl` }, { path: `${base}[2].http.route` }] },
    });
  };
  await expectRefusal(wrong, "$");
  await expectRefusal({ mocks: wrong }, "$.mocks");
  expect((await client.call("GET", `${api}/mocks/b0`)).status).toBe(404);
  for (const body of [{}, "1", { mocks: {} }]) {
    expect((await client.call("POST", `${api}/mocks/batch`, { body })).status).toBe(400);
  }
  const tooMany = Array.from({ length: 1_001 }, (_, index) => mock(`x${index}`));
  expect(await client.call("POST", `${api}/mocks/batch`, { body: tooMany })).toMatchObject({ status: 400 });
  const saved = await client.call("POST", `${api}/mocks/batch`, { body: [mock("b0", { colour: "red" })] });
  expect(saved.body).toMatchObject({ ids: ["b0"], warnings: [{ path: "$[0].colour" }] });
  const strange = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`unknown-key-${index}`, 1]));
  const warned = await client.call("POST", `${api}/mocks/batch`, { body: [mock("b1", strange)] });
  expect(warned.status).toBe(200);
  expect(warned.body["warnings"]).toHaveLength(100);
  expect((await client.call("GET", "/stubs/sandbox/b0")).text).toBe("b0");
});

test("what a batch does is seen by calls when it is answered", async () => {
  await client.call("POST", `${api}/namespaces`, { body: { name: "copies" } });
  const status = async (path: string) => (await client.call("GET", `/stubs${path}`)).status;
  const ids = ["v0", "v1"];
  await client.call("POST", `${api}/mocks/batch`, { body: ids.map((id) => mock(id, { chainId: "seen" })) });
  expect([await status("/sandbox/v0"), await status("/sandbox/v1")]).toEqual([200, 200]);
  await client.call("DELETE", `${api}/mocks/batch`, { body: { ids } });
  expect([await status("/sandbox/v0"), await status("/sandbox/v1")]).toEqual([404, 404]);
  await client.call("POST", `${api}/mocks/batch/restore`, { body: { ids } });
  expect([await status("/sandbox/v0"), await status("/sandbox/v1")]).toEqual([200, 200]);
  await client.call("POST", `${api}/mocks/copy-to-namespace`, { body: { mockIds: ids, targetNamespace: "copies" } });
  expect([await status("/copies/v0"), await status("/copies/v1")]).toEqual([200, 200]);
  await client.call("DELETE", `${api}/mocks/chains/seen`);
  expect([await status("/sandbox/v0"), await status("/copies/v0")]).toEqual([404, 200]);
  await client.save(mock("v1", { response: { payload: "changed" } }));
  await client.call("POST", `${api}/mocks/v1/versions/1/restore`);
  expect((await client.call("GET", "/stubs/sandbox/v1")).text).toBe("v1");
});

test("If-Match: a change of what was changed meanwhile is refused with both versions and what is there now", async () => {
  await client.save(mock("tagged"));
  const path = `${api}/mocks/tagged`;
  const etag = String((await client.call("GET", path)).headers.get("etag"));
  expect(etag).toMatch(/^"1-/);
  const patched = await client.call("PATCH", path, { body: { priority: 1 }, headers: { "if-match": etag } });
  expect(patched.status).toBe(200);
  expect(patched.headers.get("etag")).toMatch(/^"2-/);
  const headers = { "if-match": etag };
  for (const [method, to, body] of [
    ["PATCH", path, { priority: 2 }],
    ["POST", `${api}/mocks`, mock("tagged")],
    ["DELETE", path, undefined],
    ["POST", `${path}/versions/1/restore`, undefined],
  ] as const) {
    const refused = await client.call(method, to, { headers, ...(body && { body }) });
    expect(refused).toMatchObject({
      status: 412,
      body: { code: "conflict", currentVersion: 2, yourVersion: 1, mock: { id: "tagged", priority: 1 } },
    });
  }
  const weak = await client.call("DELETE", path, {
    headers: { "if-match": `W/${String(patched.headers.get("etag"))}` },
  });
  expect(weak.status).toBe(412);
  expect((await client.call("DELETE", path, { headers: { "if-match": "2" } })).status).toBe(400);
  // Without one, the last write wins.
  expect((await client.call("PATCH", path, { body: { priority: 3 } })).status).toBe(200);
  const current = String((await client.call("GET", path)).headers.get("etag"));
  const restored = await client.call("POST", `${path}/versions/1/restore`, { headers: { "if-match": current } });
  expect(restored).toMatchObject({ status: 200, body: { id: "tagged", mock: { id: "tagged" } } });
  expect(restored.body).not.toHaveProperty("priority");
});

test("If-None-Match: * creates only", async () => {
  const create = () => client.call("POST", `${api}/mocks`, { body: mock("once"), headers: { "if-none-match": "*" } });
  expect((await create()).status).toBe(200);
  expect(await create()).toMatchObject({ status: 412, body: { code: "conflict", mock: { id: "once" } } });
  await client.call("DELETE", `${api}/mocks/once`);
  expect((await create()).status).toBe(200);
});

test("what is not there yet answers 404 with the envelope, and NUL in an address 400", async () => {
  for (const path of ["/generators/openapi", "/recorder/sessions", "/perf-configs", "/mock/create"]) {
    expect(await client.call("POST", api + path, { body: {} })).toMatchObject({
      status: 404,
      body: { code: "not_found", request_id: expect.any(String) as unknown },
    });
  }
  expect((await client.call("GET", `${api}/mocks/%00`)).status).toBe(400);
  const tags = { ids: ["x"], tags: ["\u0000"] };
  expect((await client.call("PATCH", `${api}/mocks/batch/tags`, { body: tags })).status).toBe(400);
});
