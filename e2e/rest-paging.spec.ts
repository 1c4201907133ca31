import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { type Answer, createRestClient, type RestClient } from "./rest-client.ts";

/** Lists over HTTP, page by page: what is together on all pages is what the whole list has. */
const password = "correct horse battery staple";
const base = "/api/v1";
let product: Product;
let client: RestClient;
/** Whose lists are bare arrays, as far as there are any. */
let arrayClient: RestClient;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password } });
  const login = await createRestClient(product.url).call("POST", `${base}/auth/login`, {
    body: { login: "admin", password },
  });
  client = createRestClient(product.url, String(login.body["token"]));
  const made = await post("/auth/tokens", { name: "arrays", metadata: { listShape: "array" } });
  arrayClient = createRestClient(product.url, String(made.body["token"]));
  for (const name of ["a", "b", "c"]) {
    const { id } = (await post("/admin/users", { username: `user-${name}`, password })).body;
    await post("/auth/tokens", { name });
    await post("/namespaces", { name: `space-${name}` });
    await post("/namespaces/sandbox/users", { userId: id, role: "viewer" });
    await post("/templates", { name: `${name}.txt`, content: "x" });
    await post("/tags", { name });
    await post("/stores/global", { key: `key ${name}`, value: name });
    await post("/stores/chain/order", { key: name, value: 1 });
    await post("/mocks", { id: `kept-${name}`, chainId: "order", http: { route: `/kept/${name}`, httpMethod: "GET" } });
    await post("/mocks", { id: `gone-${name}`, http: { route: `/gone/${name}`, httpMethod: "GET" } });
    await client.call("DELETE", `${base}/mocks/gone-${name}`);
    await fetch(`${product.url}/stubs/sandbox/kept/a`);
    await fetch(`${product.url}/stubs/sandbox/missing/${name}`);
    await post("/admin/backups/create", { namespace: "sandbox" });
  }
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function post(path: string, body: object): Promise<Answer> {
  const answer = await client.call("POST", base + path, { body });
  expect(answer.status, `${path}: ${answer.text}`).toBe(200);
  return answer;
}

/** Lists that have three rows or more, and the largest page that they give. */
const lists: readonly [path: string, limitMax: number][] = [
  ["/mocks", 1_000],
  ["/mocks/chains/order", 1_000],
  ["/mocks/kept-a/logs", 1_000],
  ["/namespaces", 10_000],
  ["/namespaces/sandbox/users", 1_000],
  ["/admin/namespaces/sandbox/users", 1_000],
  ["/namespaces/sandbox/trash", 1_000],
  ["/namespaces/sandbox/audit", 200],
  ["/admin/namespaces", 1_000],
  ["/admin/namespaces?search=SPACE", 1_000],
  ["/admin/trash", 1_000],
  ["/admin/users?search=user", 1_000],
  ["/admin/audit", 200],
  ["/admin/backups", 1_000],
  ["/auth/tokens", 1_000],
  ["/templates", 1_000],
  ["/tags", 10_000],
  ["/stores/global", 10_000],
  ["/stores/chain/order", 10_000],
  ["/entity-search?type=mock&q=kept", 200],
  ["/requests", 200],
  ["/undefined-requests", 1_000],
];

for (const [path, limitMax] of lists) {
  test(`${path}: each row comes once, by the header as by the body`, async () => {
    const whole = itemsOf(await get(path));
    expect(whole.length).toBeGreaterThanOrEqual(3);
    const pages = await walk(`${base}${withQuery(path, "limit=1")}`);
    const names = pages.flat().map(nameOf);
    expect(pages.filter(({ length }) => length > 1)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    // What the installation does by itself comes into the audit trail at any time.
    if (path.endsWith("/audit")) expect(names).toEqual(expect.arrayContaining(whole.map(nameOf)));
    else expect(names).toEqual(whole.map(nameOf));
  });

  test(`${path}: a page has a bound, and a cursor is one of its own`, async () => {
    for (const [query, name] of [
      [`limit=${limitMax + 1}`, "limit"],
      ["limit=-1", "limit"],
      ["limit=many", "limit"],
    ] as const)
      expect(await problemOf(withQuery(path, query))).toHaveProperty("path", expect.stringContaining(name));
    expect((await get(withQuery(path, `limit=${limitMax}`))).headers.get("link")).toBeNull();
    if (path === "/requests" || path.endsWith("/logs")) return;
    for (const cursor of ["", "nonsense", Buffer.from('["x","y","z",{}]').toString("base64url")]) {
      const problem = await problemOf(withQuery(path, `cursor=${cursor}`));
      expect(problem).toMatchObject({ message: "must be the nextCursor of another page" });
      expect(problem["path"]).toContain("cursor");
    }
  });
}

test("bare arrays and stores say in the header alone that there is more, and without parameters are what they were", async () => {
  for (const path of ["/tags", "/templates", "/namespaces", "/undefined-requests", "/namespaces/sandbox/users"]) {
    const whole = JSON.parse((await arrayClient.call("GET", base + path)).text) as unknown[];
    expect(Array.isArray(whole), path).toBe(true);
    const pages = await walk(`${base}${path}?limit=2`, arrayClient);
    expect(pages.flat()).toEqual(whole);
  }
  expect((await get("/stores/global")).body).toEqual({ "key a": "a", "key b": "b", "key c": "c" });
});

test("a chain with more mocks than a page has is read to its end", async () => {
  const mocks = Array.from({ length: 1_001 }, (_, index) => ({
    id: `link-${index}`,
    chainId: "long",
    http: { route: `/link/${index}`, httpMethod: "GET" },
  }));
  await post("/mocks/batch", { mocks: mocks.slice(0, 1_000) });
  expect((await get("/mocks/chains/long")).headers.get("link")).toBeNull();
  await post("/mocks/batch", { mocks: mocks.slice(1_000) });
  const pages = await walk(`${base}/mocks/chains/long`);
  expect(pages.map(({ length }) => length)).toEqual([1_000, 1]);
  expect(new Set(pages.flat().map(nameOf)).size).toBe(1_001);
});

const get = (path: string): Promise<Answer> => client.call("GET", base + path);
const withQuery = (path: string, query: string): string => `${path}${path.includes("?") ? "&" : "?"}${query}`;

/** The items of all pages, from this address on. */
async function walk(address: string, reader: RestClient = client): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  for (let next: string | null = address; next !== null;) {
    const answer: Answer = await reader.call("GET", next);
    expect(answer.status, `${next}: ${answer.text}`).toBe(200);
    pages.push(itemsOf(answer));
    next = /^<([^>]*)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1] ?? null;
    const cursor = next === null ? null : new URL(next, product.url).searchParams.get("cursor");
    if ("nextCursor" in answer.body) expect(answer.body["nextCursor"]).toBe(cursor);
  }
  return pages;
}

/** A list's rows, or a store's entries. */
function itemsOf({ text, body }: Answer): unknown[] {
  const parsed = JSON.parse(text) as unknown;
  if (Array.isArray(parsed)) return parsed;
  const items = body["items"] ?? body["logs"];
  return Array.isArray(items) ? items : Object.entries(body);
}

/** What of a row does not change while it is looked at. */
function nameOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  const { id, name, userId, username } = item as Record<string, unknown>;
  return id ?? userId ?? username ?? name;
}

async function problemOf(path: string): Promise<Record<string, unknown>> {
  const answer = await get(path);
  expect(answer.status, `${path}: ${answer.text}`).toBe(400);
  return (answer.body["problems"] as Record<string, unknown>[])[0] ?? {};
}
