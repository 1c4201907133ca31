import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** A client that does not know whether its write arrived sends it again, with the same key: it is done once. */
let product: Product;
let client: RestClient;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" } });
  const body = { login: "admin", password: "a good password" };
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body });
  client = createRestClient(product.url, String(login.body["token"]));
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const key = (value: string) => ({ "idempotency-key": value });

test("64 callers with one key make one token, and are given the same one again", async () => {
  const make = () => client.call("POST", "/api/v1/auth/tokens", { body: { name: "once" }, headers: key("one-token") });
  const answers = await Promise.all(Array.from({ length: 64 }, make));
  const made = answers.filter(({ status }) => status === 200);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  expect(made.length).toBeGreaterThan(0);
  const again = await make();
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.headers.get("x-request-id")).not.toBe(made[0]?.headers.get("x-request-id"));
  expect(new Set([...made, again].map(({ body }) => body["token"])).size).toBe(1);
});

test("a replayed answer has its status, its headers and its body", async () => {
  const mock = { id: "once", http: { route: "/once", httpMethod: "GET" }, response: { payload: 1 } };
  const save = () => client.call("POST", "/api/v1/mocks", { body: mock, headers: key('"8e03978e"') });
  const first = await save();
  const second = await save();
  expect(second).toMatchObject({ status: 200, text: first.text });
  expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
  expect(first.headers.has("idempotency-replayed")).toBe(false);
  const versions = await client.call("GET", "/api/v1/mocks/once/versions");
  expect(versions.body).toMatchObject({ count: 1 });
});

test("another request with the key is refused, and so is a key that is none", async () => {
  const set = (value: number, name: string) =>
    client.call("POST", "/api/v1/stores/global", { body: { key: "k", value }, headers: key(name) });
  expect((await set(1, "entry")).status).toBe(200);
  expect(await set(2, "entry")).toMatchObject({ status: 422, body: { code: "validation" } });
  expect(await set(1, "x".repeat(256))).toMatchObject({
    status: 400,
    body: { problems: [{ path: "Idempotency-Key" }] },
  });
});

test("what failed may be mended and sent again with its key", async () => {
  const save = (route: string) =>
    client.call("POST", "/api/v1/mocks", {
      body: { id: "mended", http: { route, httpMethod: "GET" }, response: { payload: 1 } },
      headers: key("mended"),
    });
  expect((await save("")).status).toBe(400);
  expect((await save("/mended")).status).toBe(200);
});

test("a deleted thing with a plus in its name is not looked for again", async () => {
  const mock = { id: "a b", http: { route: "/a-b", httpMethod: "GET" }, response: { payload: 1 } };
  await client.save(mock);
  const remove = () => client.call("DELETE", "/api/v1/mocks/a+b", { headers: key("plus") });
  expect((await remove()).status).toBe(200);
  expect(await remove()).toMatchObject({ status: 200, body: { id: "a b" } });
});
