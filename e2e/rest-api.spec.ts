import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";

/** The REST API as its clients use it, AUTH_MODE full: what it takes, what it answers, and whom it refuses. */
let product: Product;
let token: string;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" } });
  const login = await call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
    token: null,
  });
  const made = await call("POST", "/api/v1/auth/tokens", { body: { name: "e2e" }, token: String(login.body["token"]) });
  token = String(made.body["token"]);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** null: anonymous. Default: the token of the suite. */
  token?: string | null;
}

async function call(method: string, path: string, options: CallOptions = {}) {
  const given = options.token === undefined ? token : options.token;
  const response = await fetch(product.url + path, {
    method,
    headers: {
      accept: "application/json",
      ...(given !== null && { authorization: `Bearer ${given}` }),
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(options.body !== undefined && {
      body: typeof options.body === "string" ? options.body : JSON.stringify(options.body),
    }),
  });
  const text = await response.text();
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A stub may answer with anything.
  }
  return { status: response.status, headers: response.headers, text, body };
}

const mock = (id: string, rest: object = {}) => ({
  id,
  http: { route: `/${id}`, httpMethod: "GET" },
  response: { payload: { id } },
  ...rest,
});

test("signs in, makes a token, and takes it in both headers", async () => {
  const login = await call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
    token: null,
  });
  expect(login).toMatchObject({
    status: 200,
    body: { user: { login: "admin", system_role: "admin", namespaces: ["sandbox"], has_password: true } },
  });
  const made = await call("POST", "/api/v1/auth/tokens", {
    body: { name: "ci", namespace: "sandbox" },
    token: String(login.body["token"]),
  });
  expect(made.body["token"]).toMatch(/^mk_/);
  expect(made.body["token_info"]).toMatchObject({
    name: "ci",
    namespace: "sandbox",
    enabled: true,
    user_login: "admin",
    allowed_actions: [],
  });
  const key = String(made.body["token"]);
  expect((await call("GET", "/api/v1/namespaces", { token: key })).body["namespaces"]).toEqual(["sandbox"]);
  expect((await call("GET", "/api/v1/namespaces", { token: null, headers: { "x-api-key": key } })).status).toBe(200);
});

test("refuses who does not say who they are, and says nothing else", async () => {
  for (const path of ["/api/v1/mocks", "/api/v1/mocks/x", "/api/v1/namespaces", "/api/v1/nowhere"]) {
    expect(await call("GET", path, { token: null })).toMatchObject({ status: 401, body: { code: "unauthorized" } });
    expect((await call("GET", path, { token: "mk_wrong" })).status).toBe(401);
  }
  expect((await call("POST", "/api/v1/mocks", { token: null, body: "not even JSON" })).status).toBe(401);
  expect(
    (await call("POST", "/api/v1/auth/login", { token: null, body: { login: "admin", password: "wrong" } })).status,
  ).toBe(401);
  expect(await call("POST", "/api/v1/auth/login", { token: null, body: { login: "", password: "" } })).toMatchObject({
    status: 400,
    body: { code: "validation" },
  });
});

test("creates, replaces, reads, lists and deletes a mock with the contract's shapes", async () => {
  const created = await call("POST", "/api/v1/mocks", { body: mock("crud", { tags: ["a"], ttl: 3600, priority: 2 }) });
  expect(created).toMatchObject({
    status: 200,
    body: { id: "crud", isNew: false, overwritten: false, success: true, warnings: [] },
  });
  const replaced = await call("POST", "/api/v1/mocks", { body: mock("crud", { tags: ["b"] }) });
  expect(replaced.body).toMatchObject({
    isNew: true,
    overwritten: true,
    mock: { id: "crud", namespace: "sandbox", tags: ["b"] },
  });
  expect(replaced.body["mock"]).not.toHaveProperty("ttl");

  const read = await call("GET", "/api/v1/mocks/crud");
  expect(read.body).toEqual({ ...(replaced.body["mock"] as object), useCounter: 0 });
  expect(read.body["createdAt"]).toBeGreaterThan(1_700_000_000);

  const list = await call("GET", "/api/v1/mocks?offset=0&limit=1000&tags=b&search=crud");
  expect(list.body).toMatchObject({ count: 1, total: 1, limit: 1000, offset: 0 });
  expect(list.body["items"]).toEqual(list.body["mocks"]);

  expect(await call("DELETE", "/api/v1/mocks/crud")).toMatchObject({ status: 200, body: { success: true } });
  for (const method of ["GET", "DELETE"]) {
    expect(await call(method, "/api/v1/mocks/crud")).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
});

test("a mock answers when the call that saved it has returned, and not when it is deleted", async () => {
  for (let cycle = 0; cycle < 25; cycle++) {
    await call("POST", "/api/v1/mocks", { body: mock("at-once", { response: { payload: { cycle } } }) });
    expect((await call("GET", "/stubs/sandbox/at-once", { token: null })).body).toEqual({ cycle });
    await call("DELETE", "/api/v1/mocks/at-once");
    expect((await call("GET", "/stubs/sandbox/at-once", { token: null })).status).toBe(404);
  }
});

test("keeps a mock of every protocol, and every field of it", async () => {
  const full = {
    id: "full",
    chainId: "c",
    pathPrefix: "p",
    serverName: "s",
    http: {
      route: "/full",
      httpMethod: "POST",
      conditions: [{ path: "a", assertAction: "matches", value: "^x" }],
      queryParams: [{ path: "q", assertAction: "any" }],
      header: [{ path: "h", assertAction: "notEmpty" }],
      sortArray: true,
    },
    oneOf: {
      order: "random",
      offset: 0,
      responses: [
        { statusCode: 200, delay: 5 },
        { statusCode: 500, error: "no" },
      ],
    },
    webhooks: [
      {
        type: "kafka",
        kafkaBrokers: "k:9092",
        kafkaTopic: "t",
        kafkaUseSASL: true,
        kafkaUsername: "u",
        async: false,
        headers: { a: "b" },
        body: { x: "$.req.y" },
      },
    ],
    ttl: 5,
    useLimiter: 3,
    priority: -1,
    tags: ["x"],
    folderId: "f",
    extract: { mStore: { a: 1 }, cStore: { b: "$.req.b" }, gStore: { c: null } },
    mStore: { k: [1] },
  };
  const saved = await call("POST", "/api/v1/mocks", { body: full });
  expect(saved.body["mock"]).toMatchObject(full);
  for (const [protocol, context] of Object.entries({
    grpc: { service: "s", method: "m" },
    kafka: { topic: "t" },
    smtp: { serverName: "x" },
    s3: { bucket: "b" },
  })) {
    await call("POST", "/api/v1/mocks", { body: { id: `of-${protocol}`, [protocol]: context } });
    expect((await call("GET", `/api/v1/mocks/of-${protocol}`)).body[protocol]).toEqual(context);
  }
});

test("says which field is wrong and what is allowed, and loses nothing", async () => {
  await call("POST", "/api/v1/mocks", { body: mock("kept") });
  const bad = await call("POST", "/api/v1/mocks", { body: mock("kept", { ttl: -1, webhooks: [{ type: "http" }] }) });
  expect(bad.status).toBe(400);
  expect(bad.body).toMatchObject({ code: "validation", request_id: bad.headers.get("x-request-id") });
  const paths = (bad.body["problems"] as { path: string }[]).map(({ path }) => path);
  expect(paths.sort()).toEqual(["$.ttl", "$.webhooks[0].url"]);
  expect(await call("POST", "/api/v1/mocks", { body: "{broken" })).toMatchObject({
    status: 400,
    body: { code: "validation" },
  });
  expect(await call("POST", "/api/v1/mocks", { body: "" })).toMatchObject({ status: 400 });
  expect((await call("GET", "/api/v1/mocks/kept")).status).toBe(200);
});

test("warns of unknown keys and clamped numbers", async () => {
  const saved = await call("POST", "/api/v1/mocks", {
    body: mock("warned", {
      prioritee: 1,
      useCounter: 3,
      webhooks: [{ url: "http://x", timeout: 5000, trigger: "on_last_use" }],
      extract: { cStore: { a: 1 } },
    }),
  });
  expect(saved.body["warnings"]).toEqual(
    expect.arrayContaining([
      { path: "$.prioritee", message: "unknown key, ignored; did you mean priority?" },
      { path: "$.webhooks[0].timeout", message: "is at most 300, and was set to that" },
      { path: "$.webhooks[0].trigger", message: "never fires: only a mock with a useLimiter has a last use" },
      { path: "$.extract.cStore", message: "is ignored: only a mock with a chainId has a chain store" },
    ]),
  );
  expect(JSON.stringify(saved.body["warnings"])).not.toContain("useCounter");
});

test("shows secrets to nobody", async () => {
  const secret = "hunter2-planted";
  const webhooks = [
    { url: "http://x", headers: { Authorization: `Bearer ${secret}` } },
    { type: "rabbitmq", rabbitURL: `amqp://guest:${secret}@mq/`, rabbitQueue: "q" },
  ];
  const answers = [
    await call("POST", "/api/v1/mocks", { body: mock("secret", { webhooks }) }),
    await call("GET", "/api/v1/mocks/secret"),
    await call("GET", "/api/v1/mocks?limit=1000"),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(secret);
  }
  expect(product.output()).not.toContain(secret);
});

test("knows the namespace by body, query, header, and keeps a bound token inside its own", async () => {
  const unknown = { status: 404, body: { code: "not_found" } };
  expect(await call("POST", "/api/v1/mocks", { body: mock("n", { namespace: "nowhere" }) })).toMatchObject(unknown);
  expect(await call("GET", "/api/v1/mocks?namespace=nowhere")).toMatchObject(unknown);
  expect(await call("GET", "/api/v1/mocks", { headers: { "x-namespace": "nowhere" } })).toMatchObject(unknown);
  const made = await call("POST", "/api/v1/auth/tokens", {
    body: { name: "bound", namespace: "sandbox", allowed_actions: ["mock.read"] },
  });
  const bound = String(made.body["token"]);
  expect((await call("GET", "/api/v1/mocks", { token: bound, headers: { "x-namespace": "nowhere" } })).status).toBe(
    200,
  );
  expect(await call("GET", "/api/v1/mocks?namespace=nowhere", { token: bound })).toMatchObject(unknown);
  expect(await call("POST", "/api/v1/mocks", { token: bound, body: mock("n") })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
});

test("is not put off by what existing clients send", async () => {
  await call("POST", "/api/v1/mocks", { body: mock("odd id/%41") });
  expect((await call("GET", `/api/v1/mocks/${encodeURIComponent("odd id/%41")}`)).body["id"]).toBe("odd id/%41");
  const python = { "content-type": "application/json", "x-namespace": "sandbox" };
  expect((await call("GET", "/api/v1/mocks", { headers: python })).status).toBe(200);
  expect((await call("DELETE", `/api/v1/mocks/${encodeURIComponent("odd id/%41")}`, { headers: python })).status).toBe(
    200,
  );
  const unlabelled = await call("POST", "/api/v1/mocks", {
    body: JSON.stringify(mock("unlabelled")),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(unlabelled.status).toBe(200);
});

test("health is open and says what it looked at", async () => {
  const health = await call("GET", "/health", { token: null });
  expect(health).toMatchObject({
    status: 200,
    body: {
      status: "pass",
      checks: { database: [{ status: "pass" }], resolver: [{ status: "pass", output: "1 running" }] },
    },
  });
  for (const path of ["/health/live", "/health/ready"])
    expect((await call("GET", path, { token: null })).status).toBe(200);
});
