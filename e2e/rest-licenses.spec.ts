import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { createIssuer } from "../test/licences.ts";
import { type Product, projectRoot, spawnProduct, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

const licenses = "/api/v1/admin/licenses";
const issuer = createIssuer();

test.describe("where a license is required", () => {
  let product: Product;
  let client: RestClient;
  let owner: RestClient;

  test.beforeAll(async () => {
    const [password, LICENSE_PUBLIC_KEY] = ["a good password", issuer.publicKey];
    product = await startProduct({
      env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password, LICENSE_REQUIRED: "true", LICENSE_PUBLIC_KEY },
    });
    const signIn = async (login: string): Promise<RestClient> => {
      const body = { login, password };
      const answer = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body });
      return createRestClient(product.url, String(answer.body["token"]));
    };
    client = await signIn("admin");
    const body = { username: "ada", password, requiresPasswordChange: false };
    await client.call("POST", "/api/v1/admin/users", { body });
    await client.call("POST", "/api/v1/namespaces/sandbox/users", { body: { username: "ada", role: "owner" } });
    owner = await signIn("ada");
  });
  test.afterAll(async () => {
    expect(await product.stop()).toBe(0);
  });

  const makeNamespace = (name: string) => client.call("POST", "/api/v1/namespaces", { body: { name } });
  const makeUser = (username: string) =>
    client.call("POST", "/api/v1/admin/users", { body: { username, password: "a good password" } });
  const activate = (key: string) => client.call("POST", `${licenses}/activate`, { body: { key } });
  const mock = (id: string) => ({ id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: id } });

  test("C3.2: without one there is no second namespace, and the text says why", async () => {
    expect((await client.call("GET", `${licenses}/status`)).body).toMatchObject({
      ...{ active: false, type: null, required: true, maxUsers: 3, maxMocks: 1_000, maxNamespaces: 1 },
    });
    const refused = await makeNamespace("team-a");
    expect(refused.status).toBe(403);
    expect(refused.body["code"]).toBe("forbidden");
    expect(refused.body["error"]).toMatch(/namespace limit.*license/);
    expect((await client.call("GET", "/api/v1/namespaces")).body["namespaces"]).toEqual(["sandbox"]);
  });

  test("without one there are three users and 1,000 mocks, for whoever makes them", async () => {
    for (const name of ["ben", "cem"]) expect((await makeUser(name)).status).toBe(200);
    const user = await makeUser("dan");
    expect([user.status, user.body["error"]]).toEqual([403, expect.stringMatching(/^user limit reached.*license/)]);
    const mocks = Array.from({ length: 1_000 }, (_, index) => mock(`m${index}`));
    expect((await owner.call("POST", "/api/v1/mocks/batch", { body: { mocks } })).status).toBe(200);
    const more = await owner.call("POST", "/api/v1/mocks", { body: mock("one-more") });
    expect([more.status, more.body["error"]]).toEqual([403, expect.stringMatching(/^mock limit reached.*license/)]);
    // What is there is served, changed and deleted.
    expect((await client.call("GET", "/stubs/sandbox/m7")).status).toBe(200);
    expect((await owner.call("PATCH", "/api/v1/mocks/m7", { body: { priority: 2 } })).status).toBe(200);
    expect((await owner.call("DELETE", "/api/v1/mocks/m8")).status).toBe(200);
    expect((await client.call("GET", `${licenses}/usage`)).body).toMatchObject({ users: 3, mocks: 999, namespaces: 1 });
  });

  test("a key that is none is a 400 at its path, and activates nothing", async () => {
    const cases = [
      ["hello", /is not a license key/],
      [createIssuer().issue(), /wrong signature/],
      [issuer.issue({ expiresAt: new Date("2020-01-01") }), /has expired/],
    ] as const;
    for (const [key, says] of cases) {
      const { status, body } = await activate(key);
      expect(status).toBe(400);
      expect(body["problems"]).toEqual([{ path: "$.key", message: expect.stringMatching(says) as unknown }]);
    }
    expect(JSON.parse((await client.call("GET", licenses)).text)).toEqual([]);
  });

  test("a license counts from its activation to its end, and two add up", async () => {
    const soon = new Date(Date.now() + 10 * 86_400_000);
    const key = issuer.issue({ id: "acme", type: "trial", expiresAt: soon, limits: { namespaces: 2 } });
    const activated = await activate(key);
    expect(activated.status, activated.text).toBe(200);
    expect(activated.body).toMatchObject({ id: "acme", status: "active", key: `••••••${key.slice(-6)}`, warnings: [] });
    expect((await activate(key)).status).toBe(409);
    expect((await client.call("GET", `${licenses}/status`)).body).toMatchObject({
      ...{ active: true, type: "trial", maxNamespaces: 2, maxUsers: null },
      expiring: [{ id: "acme", daysLeft: 10 }],
    });
    expect((await makeNamespace("team-a")).status).toBe(200);
    expect((await makeNamespace("team-b")).status).toBe(403);
    expect((await activate(issuer.issue({ limits: { namespaces: 1 } }))).status).toBe(200);
    expect((await makeNamespace("team-b")).status).toBe(200);
    const newer = issuer.issue({ id: "acme", issuedAt: new Date(Date.now() + 60_000), limits: { namespaces: 3 } });
    expect((await client.call("PUT", `${licenses}/acme`, { body: { key: newer } })).status).toBe(200);
    expect((await makeNamespace("team-c")).status).toBe(200);
    expect((await client.call("DELETE", `${licenses}/acme`)).status).toBe(200);
    expect((await makeNamespace("team-d")).status).toBe(403);
    expect((await client.call("GET", "/api/v1/namespaces/team-c")).status).toBe(200);
  });

  test("of 64 callers at once as many succeed as there is room for", async () => {
    const { body } = await client.call("GET", `${licenses}/combined-limits`);
    const used = (await client.call("GET", `${licenses}/usage`)).body;
    expect([body["maxNamespaces"], used["namespaces"]]).toEqual([1, 4]);
    await activate(issuer.issue({ limits: { namespaces: 7 } }));
    const statuses = await Promise.all(
      Array.from({ length: 64 }, async (_, index) => (await makeNamespace(`many-${index}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(statuses.filter((status) => status === 403)).toHaveLength(60);
  });

  test("nobody but admins and support sees licenses", async () => {
    for (const path of ["", "/status", "/usage", "/combined-limits"]) {
      expect((await owner.call("GET", licenses + path)).status).toBe(403);
    }
  });
});

test("the lines of the page on licenses, as whoever issues them and as an admin", async () => {
  const page = await readFile(join(projectRoot, "docs/licences.md"), "utf8");
  const lines = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, line = ""]) => line);
  expect(lines).toHaveLength(4);
  const [keys = "", issue = "", activate = "", limits = ""] = lines;
  const home = await mkdtemp(join(tmpdir(), "understudy-issuer-"));
  const run = async (line: string): Promise<string> => {
    const env = { ...process.env, HOME: home };
    return (await promisify(execFile)("sh", ["-c", line], { cwd: projectRoot, env })).stdout.trim();
  };
  try {
    const product = await startProduct({ env: { LICENSE_PUBLIC_KEY: await run(keys) } });
    expect((await stat(join(home, "understudy-license.pem"))).mode & 0o777).toBe(0o600);
    // An older private key is never written over.
    await expect(run(keys)).rejects.toThrow(/EEXIST/);
    const here = (line: string) =>
      line.replace("http://localhost:5770", product.url).replace("curl ", "curl --silent --fail ");
    const key = await run(issue);
    expect(JSON.parse(await run(here(activate).replace("<key>", key)))).toMatchObject({
      ...{ type: "enterprise", status: "active", licensee: "Acme", daysLeft: 365, features: ["ai", "perf"] },
    });
    expect(JSON.parse(await run(here(limits)))).toMatchObject({
      ...{ maxUsers: 50, maxMocks: 20_000, maxNamespaces: null, maxDeliveriesPerDay: 100_000 },
      ...{ aiEnabled: true, perfEnabled: true, fuzzEnabled: false },
    });
    expect(await product.stop()).toBe(0);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test("a LICENSE_PUBLIC_KEY that is none stops the start in words", async () => {
  const product = await spawnProduct({ env: { LICENSE_PUBLIC_KEY: "letmein", LICENSE_REQUIRED: "maybe" } });
  expect(await product.exited).toBe(1);
  expect(product.output()).toMatch(/LICENSE_REQUIRED: must be true or false/);
  expect(product.output()).toMatch(/LICENSE_PUBLIC_KEY: must be an Ed25519 public key as PEM or base64/);
});
