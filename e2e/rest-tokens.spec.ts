import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** API tokens over HTTP, AUTH_MODE full: found again, changed, revoked, limited. */
let product: Product;
let admin: RestClient;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" } });
  const login = { login: "admin", password: "a good password" };
  const session = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body: login });
  admin = createRestClient(product.url, String(session.body["token"]));
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const tokens = "/api/v1/auth/tokens";

async function make(body: object): Promise<{ id: string; client: RestClient; info: Record<string, unknown> }> {
  const made = await admin.call("POST", tokens, { body });
  expect(made.status).toBe(200);
  const info = made.body["token_info"] as Record<string, unknown>;
  return { id: String(info["id"]), client: createRestClient(product.url, String(made.body["token"])), info };
}

test("a token is listed, read, changed and revoked, and its value is never seen again", async () => {
  const { id, client, info } = await make({ name: "ci", rate_limit_per_hour: 0, colour: "red" });
  expect(info).toMatchObject({ id, name: "ci", enabled: true, rate_limit_per_hour: null, user_login: "admin" });
  expect(info["created_by"]).toBe(info["user_id"]);

  const listed = await admin.call("GET", `${tokens}?limit=1`);
  expect(listed.body).toMatchObject({ count: 1, limit: 1, offset: 0, tokens: [{ id }], items: [{ id }] });
  expect((await admin.call("GET", `${tokens}?all=true`)).body["total"]).toBe(listed.body["total"]);
  expect((await admin.call("GET", `${tokens}/${id}`)).body).toEqual(info);
  expect(listed.text).not.toContain("mk_");

  expect((await client.call("GET", "/api/v1/mocks")).status).toBe(200);
  const body = { enabled: false, description: "off", colour: "red" };
  const changed = await admin.call("PUT", `${tokens}/${id}`, { body });
  expect(changed.body).toMatchObject({ id, name: "ci", enabled: false, description: "off" });
  expect(changed.body["warnings"]).toMatchObject([{ path: "$.colour" }]);
  expect(changed.body["last_used_at"]).not.toBeNull();
  expect((await client.call("GET", "/api/v1/mocks")).status).toBe(401);

  await admin.call("PUT", `${tokens}/${id}`, { body: { enabled: true } });
  expect((await client.call("GET", "/api/v1/mocks")).status).toBe(200);
  expect((await admin.call("DELETE", `${tokens}/${id}`)).body).toEqual({ id, success: true });
  expect((await client.call("GET", "/api/v1/mocks")).status).toBe(401);
  expect((await admin.call("DELETE", `${tokens}/${id}`)).status).toBe(404);
});

test("what is wrong with a token is said with its path", async () => {
  const body = { name: "", rate_limit_per_minute: -1, allowed_actions: ["mock.fly"], expires_at: "soon" };
  const made = await admin.call("POST", tokens, { body });
  expect(made.status).toBe(400);
  const paths = (made.body["problems"] as { path: string }[]).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["$.name", "$.rate_limit_per_minute", "$.allowed_actions[0]", "$.expires_at"]),
  );
  expect((await admin.call("GET", `${tokens}?all=perhaps`)).status).toBe(400);
});

test("a limited token is told what is left, and refused beyond it until the period ends", async () => {
  const { client, id } = await make({ name: "slow", rate_limit_per_day: 3, rate_limit_per_hour: 1000 });
  const first = await client.call("GET", "/api/v1/mocks");
  expect(first.headers.get("ratelimit-policy")).toBe('"hour";q=1000;w=3600, "day";q=3;w=86400');
  expect(first.headers.get("ratelimit")).toMatch(/^"hour";r=999;t=\d+, "day";r=2;t=\d+$/);
  expect(first.headers.get("x-ratelimit-limit")).toBe("3");
  expect(first.headers.get("x-ratelimit-remaining")).toBe("2");
  expect(first.headers.get("retry-after")).toBeNull();

  // Errors are answers too.
  const missing = await client.call("GET", "/api/v1/mocks/nothing");
  expect([missing.status, missing.headers.get("x-ratelimit-remaining")]).toEqual([404, "1"]);
  await client.call("GET", "/api/v1/nowhere");

  const refused = await client.call("GET", "/api/v1/mocks");
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ code: "rate_limit" });
  expect(refused.body["error"]).toContain("3 calls a day");
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(86_400);
  expect(refused.headers.get("x-ratelimit-reset")).toBe(String(wait));
  expect(refused.headers.get("x-request-id")).toBe(refused.body["request_id"]);

  await admin.call("PUT", `${tokens}/${id}`, { body: { rate_limit_per_day: null, rate_limit_per_hour: null } });
  const free = await client.call("GET", "/api/v1/mocks");
  expect([free.status, free.headers.get("ratelimit")]).toEqual([200, null]);
});
