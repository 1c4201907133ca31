import { expect, test } from "@playwright/test";
import { decode } from "./clients/decode.ts";
import type { RawAnswer } from "./clients/exchange.ts";
import { type ClientName, isSuccess, send, type WireRequest } from "./clients/wire-client.ts";
import { mockBatchRows } from "./client-rows/mock-batches.ts";
import { mockRows } from "./client-rows/mocks.ts";
import { namespaceRows } from "./client-rows/namespaces.ts";
import { organisationRows } from "./client-rows/organisation.ts";
import { requestRows } from "./client-rows/requests.ts";
import type { ClientCall } from "./client-rows/row.ts";
import { adminRows, tokenRows } from "./client-rows/administration.ts";
import { settingsRows } from "./client-rows/settings.ts";
import { statusRows } from "./client-rows/status.ts";
import { storeRows } from "./client-rows/stores.ts";
import { webhookRows } from "./client-rows/webhooks.ts";
import { callers } from "./client-rows/callers.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/**
 * What the public clients for Python, Go and Java send, byte for byte over a connection of its own, and whether each can read the
 * answer: a row a call of the contract, a test a row and client.
 */
let product: Product;
let rest: RestClient;
let token: string;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: "a good password" } });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password: "a good password" },
  });
  const admin = createRestClient(product.url, String(login.body["token"]));
  const made = await admin.call("POST", "/api/v1/auth/tokens", { body: { name: "replays" } });
  token = String(made.body["token"]);
  rest = createRestClient(product.url, token);
  await rest.call("POST", "/api/v1/namespaces", { body: { name: "target" } });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const clients: ClientName[] = ["python", "go", "java"];
const rows = [
  ...mockRows,
  ...mockBatchRows,
  ...storeRows,
  ...namespaceRows,
  ...organisationRows,
  ...requestRows,
  ...statusRows,
  ...settingsRows,
  ...webhookRows,
  ...tokenRows,
  ...adminRows,
];

for (const [index, row] of rows.entries()) {
  for (const client of clients) {
    const call = row[client];
    if (call === undefined) continue;
    test(`${row.id} ${client}: ${call.method} ${call.path} (${index})`, async () => {
      const names = (await row.given?.(rest)) ?? {};
      const answer = await send(client, fill(call, names), { port: product.port, token });
      expect(isSuccess(client, answer.status), `${answer.status} ${answer.body.toString()}`).toBe(true);
      const read = readAs(client, call, answer);
      if ("gets" in call) expect({ read }).toMatchObject({ read: call.gets });
      await row.effect?.(rest, names);
    });
  }
}

test("no call of a client is left out", () => {
  const replayed = Object.fromEntries(
    Object.keys(callers).map((id) => [
      id,
      clients.filter((client) => rows.some((row) => row.id === id && client in row)),
    ]),
  );
  expect(replayed).toEqual(callers);
});

for (const client of clients) {
  const call = (request: WireRequest) => send(client, request, { port: product.port, token });
  const path = "/api/v1/mocks";

  test(`${client}: an update is the whole mock posted again, with all that the server keeps of it`, async () => {
    const id = `updated-${client}`;
    await rest.save({ id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: 1 }, ttl: 60 });
    await rest.call("GET", `/stubs/sandbox/${id}`);
    const read = JSON.parse((await call({ method: "GET", path: `${path}/${id}` })).body.toString()) as object;
    expect(read).toHaveProperty("createdAt");
    const saved = await call({ method: "POST", path, body: { ...read, priority: 9 } });
    expect(JSON.parse(saved.body.toString())).toMatchObject({ overwritten: true, mock: { id, priority: 9, ttl: 60 } });
  });

  test(`${client}: an error has the text, the code and the request id that the client tells its caller`, async () => {
    for (const [request, code, status] of [
      [{ method: "GET", path: `${path}/missing` }, "not_found", 404],
      [{ method: "POST", path, body: { id: "x", http: { route: "/x" }, ttl: "soon" } }, "validation", 400],
      [{ method: "POST", path, body: "{" }, "validation", 400],
      [{ method: "POST", path: "/api/v1/namespaces", body: { name: "sandbox" } }, "conflict", 409],
      [{ method: "GET", path: "/api/v1/contract/configs" }, "not_found", 404],
    ] as const) {
      const answer = await call(request);
      expect(answer.status, answer.body.toString()).toBe(status);
      const requestId = answer.headers.get("x-request-id");
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code, request_id: requestId });
      expect(requestId).toMatch(/./);
    }
  });

  test(`${client}: without a token it is told so`, async () => {
    const answer = await send(client, { method: "GET", path }, { port: product.port, token: "mk_unknown" });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "unauthorized" });
  });
}

test("a model that is given something else is noticed", () => {
  for (const [shape, value] of [
    ["string", {}],
    ["map", []],
    [{ list: "string" }, { items: [] }],
    [{ object: { id: "int" } }, { id: "one" }],
  ] as const) {
    for (const client of clients) expect(() => decode(client, shape, value), client).toThrow("can't decode $");
  }
});

/** Puts what the call is about into its path and body. */
function fill(call: ClientCall, names: Readonly<Record<string, string>>): WireRequest {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  const { method, path, body } = call;
  const isPlain = body === undefined || typeof body === "string" || Buffer.isBuffer(body);
  return { method, path: filled(path), body: isPlain ? body : (JSON.parse(filled(JSON.stringify(body))) as unknown) };
}

/** Every answer but a file is JSON, also where a client does not look at it: Java fails on an empty one. */
function readAs(client: ClientName, call: ClientCall, answer: RawAnswer): unknown {
  const text = answer.body.toString();
  if (call.decodes === "bytes") return text;
  const json: unknown = JSON.parse(text);
  if (call.decodes === undefined) return json;
  const decoded = decode(client, call.decodes, json);
  return call.picks === undefined ? decoded : call.picks(decoded as never);
}
