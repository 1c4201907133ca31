import { expect, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** The audit trail over REST: who did what, sealed soon, whole in exports, and telling when somebody changes it in the database. */
const password = "correct horse battery";
let product: Product;
let admin: RestClient;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password } });
  admin = createRestClient(product.url, await signIn("admin"));
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function signIn(login: string): Promise<string> {
  const body = { login, password };
  const answer = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.body["token"]);
}

async function must(client: RestClient, operation: string, body?: unknown) {
  const [method = "", path = ""] = operation.split(" ");
  const answer = await client.call(method, path, body === undefined ? {} : { body });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

interface Entry {
  id: string;
  number: number | null;
  operation: string;
  namespace: string | null;
  resource: { id: string };
  outcome: string;
  actor: Record<string, unknown>;
}

async function list(query: string, client = admin, path = "/api/v1/admin/audit"): Promise<Entry[]> {
  return (await must(client, `GET ${path}?${query}`))["entries"] as Entry[];
}

async function makeEntries(namespace: string, keys: readonly string[]): Promise<void> {
  await must(admin, "POST /api/v1/namespaces", { name: namespace });
  for (const key of keys) {
    await must(admin, `POST /api/v1/stores/global?namespace=${namespace}`, { key, value: key });
  }
}

async function makeMember(login: string, namespace: string, role: string): Promise<RestClient> {
  await must(admin, "POST /api/v1/admin/users", { username: login, password, requiresPasswordChange: false });
  await must(admin, `POST /api/v1/namespaces/${namespace}/users`, { username: login, role });
  return createRestClient(product.url, await signIn(login));
}

test("a change is there at once, with who it was, and sealed soon", async () => {
  await makeEntries("seen", ["a"]);
  const [entry] = await list("namespace=seen&operation=store.&resource=a&actor=admin&outcome=done");
  expect(entry).toMatchObject({
    ...{ operation: "store.set", namespace: "seen", before: null, after: { value: "a" } },
    ...{ resource: { type: "store_entry", id: "a" }, times: 1, reason: null },
    actor: {
      kind: "user",
      name: "admin",
      address: expect.stringMatching(/127\.0\.0\.1|::1/) as unknown,
      tokenId: null,
    },
  });
  expect(entry?.actor["sessionId"]).toEqual(expect.any(String));
  await expect.poll(async () => (await list("namespace=seen&resource=a"))[0]?.number).toBeGreaterThan(0);
  expect(await list("namespace=seen&from=2999-01-01T00:00:00Z")).toEqual([]);
  expect(await list("namespace=seen&outcome=denied")).toEqual([]);
});

test("who was denied is there too: in the namespace that they see, or in the installation", async () => {
  await makeEntries("watched", []);
  await makeEntries("elsewhere", []);
  const viewer = await makeMember("viewer-of-watched", "watched", "viewer");
  const stranger = await makeMember("stranger-to-watched", "elsewhere", "viewer");
  for (const client of [viewer, stranger])
    await client.call("POST", "/api/v1/tags?namespace=watched", { body: { tag: "x" } });
  const query = "outcome=denied&operation=mock.";
  await expect
    .poll(() => list(`namespace=watched&${query}`))
    .toMatchObject([
      {
        operation: "mock.write",
        resource: { id: "createTag", name: "/api/v1/tags" },
        actor: { name: "viewer-of-watched" },
      },
    ]);
  await expect
    .poll(() => list(`installation=true&actor=stranger-to-watched&${query}`))
    .toMatchObject([{ operation: "mock.write", namespace: null, reason: 'there is no namespace "watched"' }]);
  await stranger.call("POST", "/api/v1/auth/set-password", { body: { new_password: "one of their own" } });
  await expect
    .poll(() => list("installation=true&actor=stranger-to-watched&operation=setPassword"))
    .toMatchObject([{ outcome: "denied", resource: { id: "setPassword" } }]);
  await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body: { login: "admin", password: "no" } });
  await expect
    .poll(() => list("installation=true&operation=session.create&outcome=denied"))
    .toMatchObject([
      { reason: "login or password is wrong", actor: { kind: "anonymous" }, resource: { name: "admin" } },
    ]);
});

test("pages lead through everything, once", async () => {
  const keys = Array.from({ length: 25 }, (_, index) => `key-${index}`);
  await makeEntries("paged", keys);
  const found: string[] = [];
  let cursor: unknown = "";
  do {
    const query = `namespace=paged&operation=store.&limit=10${cursor === "" ? "" : `&cursor=${String(cursor)}`}`;
    const page = await must(admin, `GET /api/v1/admin/audit?${query}`);
    found.push(...(page["entries"] as Entry[]).map(({ resource }) => resource.id));
    cursor = page["nextCursor"];
  } while (cursor !== null);
  expect(found).toEqual(keys.toReversed());
  const wrong = await admin.call("GET", "/api/v1/admin/audit?outcome=maybe&cursor=x");
  expect(wrong.status).toBe(400);
});

test("exports are whole files, in which no cell is a formula", async () => {
  const keys = Array.from({ length: 620 }, (_, index) => `key-${index}`);
  await makeEntries("exported", ["=HYPERLINK(1)", ...keys]);
  const owner = await makeMember("owner-of-exported", "exported", "owner");
  const path = "/api/v1/namespaces/exported/audit/export?operation=store.";
  const lines = await owner.call("GET", path);
  expect(lines.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
  expect(lines.headers.get("content-disposition")).toBe('attachment; filename="audit-exported.ndjson"');
  const entries = lines.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Entry);
  expect(entries.map(({ resource }) => resource.id)).toEqual(["=HYPERLINK(1)", ...keys].toReversed());
  const csv = await owner.call("GET", `${path}&format=csv`);
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const rows = csv.text.trim().split("\r\n");
  expect(rows[0]).toMatch(/^number,at,namespace,operation,/);
  expect(rows).toHaveLength(622);
  expect(rows.at(-1)).toContain(",'=HYPERLINK(1),");
  const all = await admin.call("GET", "/api/v1/admin/audit/export?namespace=exported&operation=store.");
  expect(all.headers.get("content-disposition")).toBe('attachment; filename="audit.ndjson"');
  expect(all.text.trim().split("\n")).toHaveLength(621);
});

test("verifying tells when the database was changed by hand, and which entry", async () => {
  await makeEntries("altered", ["a", "b", "c"]);
  const verify = async () => must(admin, "GET /api/v1/admin/audit/verify?namespace=altered");
  await expect.poll(verify).toMatchObject({ chains: [{ namespace: "altered", waiting: 0 }] });
  const before = await verify();
  expect(before).toMatchObject({ intact: true, chains: [{ intact: true, problem: null }] });
  const database = await connectToEmbeddedDatabase(product.dataDir);
  try {
    const change = "update audit_entry set after = 'null' where namespace = 'altered' and resource_id = 'b'";
    await expect(database.query(change)).rejects.toThrow(/only added to/);
    await database.query("set session_replication_role = replica");
    await database.query(change);
  } finally {
    await database.end();
  }
  const [altered] = await list("namespace=altered&resource=b");
  expect(await verify()).toMatchObject({
    intact: false,
    chains: [{ intact: false, problem: { kind: "changed", number: altered?.number } }],
  });
});

test("entries of a purged namespace stay, and are not for the owners of the next one of its name", async () => {
  await makeEntries("reborn", ["secret-of-the-first"]);
  await must(admin, "DELETE /api/v1/namespaces/reborn");
  const trash = await must(admin, "GET /api/v1/admin/trash?type=namespace&q=reborn");
  const [item] = trash["items"] as { cascade_group_id: string }[];
  await must(admin, "POST /api/v1/admin/trash/purge", {
    cascade_group_ids: [item?.cascade_group_id],
    confirmation: "I understand this is permanent",
  });
  await makeEntries("reborn", ["of-the-second"]);
  const owner = await makeMember("owner-of-reborn", "reborn", "owner");
  const own = await list("operation=store.", owner, "/api/v1/namespaces/reborn/audit");
  expect(own.map(({ resource }) => resource.id)).toEqual(["of-the-second"]);
  expect((await list("namespace=reborn&operation=store.")).map(({ resource }) => resource.id)).toEqual([
    "of-the-second",
    "secret-of-the-first",
  ]);
  expect(await list("operation=namespace.purge&resource=reborn")).toHaveLength(1);
});
