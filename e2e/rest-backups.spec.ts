import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { makeTemporaryFolder, type Product, startProduct } from "./product.ts";
import { type Receiver, openReceiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Backups through the API, of and into real installations. */
const keys = { source: "a".repeat(64), target: "b".repeat(64) };
const planted = "planted-secret-9f2d";
const signingSecret = "planted-signing-secret-9f2d";
const password = "correct horse battery";
const base = "/api/v1/admin/backups";
const anyNumber = expect.any(Number) as unknown;

let receiver: Receiver;
let source: Product;
let target: Product;
let from: RestClient;
let to: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  [source, target] = await Promise.all([start(keys.source), start(keys.target)]);
  [from, to] = await Promise.all([signIn(source), signIn(target)]);
  await from.call("POST", "/api/v1/namespaces", { body: { name: "team" } });
});

test.afterAll(async () => {
  expect(await Promise.all([source.stop(), target.stop()])).toEqual([0, 0]);
  await receiver.close();
});

test("an installation comes back on a fresh one, with its secrets, and sends nothing", async () => {
  await fill();
  const backup = await completed(from, {});
  expect(backup).toMatchObject({ namespace: null, reason: null, progress: { rowsDone: anyNumber } });

  const file = await download(from, String(backup["id"]));
  expect(file.length).toBe(backup["size"]);
  const text = gunzipSync(file).toString("utf8");
  for (const secret of [planted, signingSecret])
    for (const form of [secret, Buffer.from(secret).toString("hex")]) expect(text).not.toContain(form);

  const uploaded = await upload(file);
  expect(uploaded.status, uploaded.text).toBe(200);
  const backupId = String(uploaded.body["id"]);
  const refused = await to.call("POST", `${base}/restore`, { body: { backupId } });
  expect(refused.status).toBe(400);
  expect(refused.body["problems"]).toMatchObject([{ path: "$.secretKey" }]);

  const secretKey = keys.source;
  const trial = await to.call("POST", `${base}/restore`, { body: { backupId, secretKey, dryRun: true } });
  expect(trial.body, trial.text).toMatchObject({ status: "completed", dryRun: true, plan: { isResealed: true } });
  expect((await to.call("GET", "/stubs/team/hello")).status).toBe(404);
  expect((await to.call("GET", "/api/v1/me")).status).toBe(200);

  const restored = await to.call("POST", `${base}/restore`, { body: { backupId, secretKey } });
  expect(restored.body, restored.text).toMatchObject({ status: "completed", reason: null });
  expect(JSON.stringify(restored.body)).not.toContain(secretKey);

  // Everybody signs in anew, with the password that is theirs here.
  expect((await to.call("GET", "/api/v1/me")).status).toBe(401);
  to = await signIn(target);
  const mock = { namespace: "team", id: "hello" };
  const [before, after] = await Promise.all(
    [from, to].map((client) => client.call("GET", `/api/v1/mocks/${mock.id}?namespace=team`)),
  );
  expect(after?.body["webhooks"]).toEqual(before?.body["webhooks"]);
  const deliveries = await to.listDeliveries({ namespace: "team" });
  expect(deliveries.map(({ state, stateReason }) => [state, stateReason])).toEqual([["cancelled", "restored"]]);
  // From here on it sends again.
  expect((await to.call("GET", "/stubs/team/hello")).text).toBe("hello from the source");
  const users = (await to.call("GET", "/api/v1/admin/users")).text;
  expect(users).toContain("ada@example.com");
  await expectEvents();
});

/** The event webhooks that came with the backup: one was told of the restore, the other is of what happens from then on. */
async function expectEvents(): Promise<void> {
  const [restored] = await receiver.waitFor(1, { path: "/restored", timeoutMs: 60_000 });
  expect(JSON.parse(String(restored?.body))).toMatchObject({ operation: "backup.restore", namespace: null });
  expect(receiver.at("/mocks")).toEqual([]);
  const mock = { id: "after", namespace: "team", http: { route: "/after", httpMethod: "GET" } };
  await to.save({ ...mock, response: { payload: "after" } });
  const [told] = await receiver.waitFor(1, { path: "/mocks", timeoutMs: 60_000 });
  const signature = createHmac("sha256", signingSecret)
    .update(told?.body ?? "")
    .digest("hex");
  expect(told?.headers).toMatchObject({ authorization: planted, "x-hub-signature-256": `sha256=${signature}` });
  expect(JSON.parse(String(told?.body))).toMatchObject({ operation: "mock.create", resource: { id: "after" } });
}

test("a token that was revoked since stays revoked", async () => {
  const made = await from.call("POST", "/api/v1/auth/tokens", { body: { name: "ci" } });
  const token = createRestClient(source.url, String(made.body["token"]));
  expect((await token.call("GET", "/api/v1/me")).status).toBe(200);
  const backup = await completed(from, {});
  const { id } = made.body["token_info"] as { id: string };
  expect((await from.call("DELETE", `/api/v1/auth/tokens/${id}`)).status).toBe(200);

  const restored = await from.call("POST", `${base}/restore`, { body: { backupId: backup["id"] } });
  expect(restored.body, restored.text).toMatchObject({ status: "completed" });
  from = await signIn(source);
  expect((await token.call("GET", "/api/v1/me")).status).toBe(401);
});

test("one namespace comes back while the others go on", async () => {
  await from.save({
    id: "one",
    http: { route: "/one", httpMethod: "GET" },
    response: { payload: "then" },
    namespace: "team",
  });
  const backup = await completed(from, { namespace: "team" });
  await from.save({
    id: "one",
    http: { route: "/one", httpMethod: "GET" },
    response: { payload: "now" },
    namespace: "team",
  });
  await from.save({
    id: "since",
    http: { route: "/since", httpMethod: "GET" },
    response: { payload: "new" },
    namespace: "team",
  });
  const restored = await from.call("POST", `${base}/restore`, { body: { backupId: backup["id"] } });
  expect(restored.body, restored.text).toMatchObject({
    status: "completed",
    plan: { namespace: "team", mocksToTrash: 1 },
  });
  expect((await from.call("GET", "/stubs/team/one")).text).toBe("then");
  expect((await from.call("GET", "/stubs/team/since")).status).toBe(404);
  expect((await from.call("GET", "/api/v1/me")).status).toBe(200);
});

test("a file that is damaged, cut off or made up is not even taken", async () => {
  const { id } = await completed(from, { namespace: "sandbox" });
  const file = await download(from, String(id));
  const changed = gzipSync(
    gunzipSync(file).toString("utf8").replace('"display_name":"Sandbox"', '"display_name":"Sandpit"'),
  );
  const header = gunzipSync(file).toString("utf8").split("\n", 1)[0] ?? "";
  for (const bad of [changed, file.subarray(0, file.length - 30), gzipSync(`${header}\n`), Buffer.from("no backup")]) {
    const answer = await upload(bad);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/damaged|cut off|no backup/);
  }
  const listed = await to.call("GET", `${base}?limit=100`);
  expect((listed.body["items"] as { status: string }[]).every(({ status }) => status === "completed")).toBe(true);
});

test("a backup whose file is gone or broken says so in words, and changes nothing", async () => {
  const { id } = await completed(from, { namespace: "team" });
  await writeFile(join(source.dataDir, "backups", `${String(id)}.understudy-backup`), "broken");
  const restored = await from.call("POST", `${base}/restore`, { body: { backupId: id } });
  expect(restored.body, restored.text).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("damaged"),
  });
  expect((await from.call("DELETE", `${base}/${String(id)}`)).status).toBe(200);
  expect((await from.call("GET", `${base}/${String(id)}`)).status).toBe(404);
});

test("a schedule is five fields of cron, and says when it is due next", async () => {
  const body = { name: "nightly", schedule: "0 3 * * *", retention: 7 };
  const made = await from.call("POST", `${base}/configs`, { body });
  expect(made.body).toMatchObject({ ...body, enabled: true, namespace: null, nextRunAt: anyNumber });
  const bad = await from.call("POST", `${base}/configs`, { body: { ...body, schedule: "every night" } });
  expect(bad.body["problems"]).toMatchObject([{ path: "$.schedule" }]);
  const path = `${base}/configs/${String(made.body["id"])}`;
  const off = await from.call("PUT", path, { body: { ...body, enabled: false } });
  expect(off.body).toMatchObject({ enabled: false, nextRunAt: null });
  expect((await from.call("DELETE", path)).status).toBe(200);
  expect((await from.call("GET", path)).status).toBe(404);
});

async function start(secretKey: string): Promise<Product> {
  const dataDir = join(await makeTemporaryFolder(), "data");
  return startProduct({
    env: {
      ...{ AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password, SECRET_KEY: secretKey, DATA_DIR: dataDir },
      WEBHOOK_ALLOW_HOSTS: receiver.host,
    },
  });
}

async function signIn({ url }: Product): Promise<RestClient> {
  const answer = await createRestClient(url).call("POST", "/api/v1/auth/login", { body: { login: "admin", password } });
  return createRestClient(url, String(answer.body["token"]));
}

async function completed(client: RestClient, body: object): Promise<Record<string, unknown>> {
  const begun = await client.call("POST", `${base}/create`, { body });
  expect(begun.status, begun.text).toBe(200);
  const path = `${base}/${String(begun.body["id"])}`;
  const status = async () => (await client.call("GET", path)).body["status"];
  await expect.poll(status, { intervals: [100], timeout: 60_000 }).toBe("completed");
  return (await client.call("GET", path)).body;
}

/** As bytes, which the client for JSON does not know. */
async function download(client: RestClient, id: string): Promise<Buffer> {
  const { body } = await client.call("POST", "/api/v1/auth/tokens", { body: { name: `download-${id}` } });
  const response = await fetch(`${client === to ? target.url : source.url}${base}/download?id=${id}`, {
    headers: { authorization: `Bearer ${String(body["token"])}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toContain(".understudy-backup");
  return Buffer.from(await response.arrayBuffer());
}

async function upload(file: Buffer): Promise<{ status: number; text: string; body: Record<string, unknown> }> {
  const { body } = await to.call("POST", "/api/v1/auth/tokens", { body: { name: "upload" } });
  const response = await fetch(`${target.url}${base}/upload`, {
    method: "POST",
    headers: { authorization: `Bearer ${String(body["token"])}`, "content-type": "application/octet-stream" },
    body: new Uint8Array(file),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown> };
}

/** A namespace with a mock whose callback has a secret and is not sent for a long time; and event webhooks with secrets. */
async function fill(): Promise<void> {
  const user = { username: "ada", email: "ada@example.com", password };
  await from.call("POST", "/api/v1/admin/users", { body: user });
  const webhooks = [{ url: "http://example.com/", delay: 600_000, headers: { Authorization: planted } }];
  await from.save({
    ...{ id: "hello", namespace: "team", http: { route: "/hello", httpMethod: "GET" }, webhooks },
    response: { payload: "hello from the source" },
  });
  expect((await from.call("GET", "/stubs/team/hello")).status).toBe(200);
  const pending = async () => (await from.listDeliveries({ namespace: "team" })).length;
  await expect.poll(pending, { intervals: [100] }).toBe(1);
  const secrets = { headers: { Authorization: planted }, sign: { scheme: "github", secret: signingSecret } };
  for (const [scope, operation, path] of [
    ["namespaces/team", "mock.create", "/mocks"],
    ["admin", "backup.restore", "/restored"],
  ] as const) {
    const body = { operation, url: receiver.url + path, ...secrets };
    expect((await from.call("POST", `/api/v1/${scope}/webhooks`, { body })).status).toBe(200);
  }
}
