import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver, type ReceivedCallback } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Event webhooks over REST, and what arrives of them. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

const api = "/api/v1";
const hooks = `${api}/namespaces/sandbox/webhooks`;
const adminHooks = `${api}/admin/webhooks`;
const mask = "••••••";

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

async function add(path: string, webhook: object): Promise<Record<string, unknown>> {
  const { status, body, text } = await client.call("POST", path, { body: webhook });
  expect(status, text).toBe(200);
  return body;
}

const jsonOf = ({ body }: ReceivedCallback) => JSON.parse(body.toString()) as Record<string, unknown>;
const mock = (id: string) => ({ id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: id } });

test("the seed's example: Slack is told of a new mock in the namespace production", async () => {
  await client.call("POST", `${api}/namespaces`, { body: { name: "production" } });
  const pasted = `{
"operation": "mock.create",
"url": "https://hooks.slack.com/services/T.../B.../xxx",
"method": "POST",
"body": {
"text": "New mock created in production namespace"
},
"enabled": true,
"retryCount": 2,
"retryDelay": 3
}`.replace("https://hooks.slack.com", receiver.url);
  const saved = await client.call("POST", `${api}/namespaces/production/webhooks`, { body: pasted });
  expect(saved).toMatchObject({ status: 200, body: { operation: "mock.create", retryCount: 2, warnings: [] } });
  await client.call("POST", `${api}/mocks?namespace=production`, { body: mock("told") });
  const path = "/services/T.../B.../xxx";
  const [told] = await receiver.waitFor(1, { path });
  expect(told).toMatchObject({ method: "POST" });
  expect(told && jsonOf(told)).toEqual({ text: "New mock created in production namespace" });
  // Calling the stub is no change.
  expect((await client.call("GET", "/stubs/production/told")).status).toBe(200);
  await client.call("DELETE", `${api}/mocks/told?namespace=production`);
  await client.awaitFinal({ namespace: "production" }, 1);
  expect(receiver.at(path)).toHaveLength(1);
});

test("the seed's example: an audit log is told of a new user", async () => {
  const pasted = `{
"operation": "user.create",
"url": "https://audit.internal.com/events",
"method": "POST",
"body": {
"event": "user.created",
"source": "mockarty"
},
"enabled": true
}`.replace("https://audit.internal.com", receiver.url);
  expect((await client.call("POST", adminHooks, { body: pasted })).status).toBe(200);
  const user = { username: "ada", email: "ada@example.com", password: "correct horse battery" };
  expect((await client.call("POST", `${api}/admin/users`, { body: user })).status).toBe(200);
  const [told] = await receiver.waitFor(1, { path: "/events" });
  expect(told && jsonOf(told)).toEqual({ event: "user.created", source: "mockarty" });
});

test("without a body the event itself is sent, secrets masked; templates may use it; what is sent is a delivery like any other", async () => {
  const plain = await add(hooks, { operation: "mock.update", url: `${receiver.url}/envelope` });
  const text = "$.event.actor.name: $.event.operation of $.event.resource.id in $.namespace";
  await add(hooks, {
    operation: "mock.update",
    url: `${receiver.url}/text`,
    body: { text },
    headers: { "X-Op": "$.event.operation" },
  });
  const secret = { webhooks: [{ url: "http://10.0.0.1/", headers: { Authorization: "Bearer secret" } }] };
  await client.save(mock("enveloped"));
  await client.save({ ...mock("enveloped"), ...secret, response: { payload: "$.fake.UUID" } });
  const [envelope] = await receiver.waitFor(1, { path: "/envelope" });
  const event = envelope && jsonOf(envelope);
  expect(event).toMatchObject({
    ...{ operation: "mock.update", namespace: "sandbox", resource: { type: "mock", id: "enveloped" } },
    actor: { kind: "user", name: "admin", tokenId: null },
    before: { id: "enveloped", version: 1 },
    after: { version: 2, response: { payload: "$.fake.UUID" }, webhooks: [{ headers: { Authorization: mask } }] },
  });
  expect(envelope?.body.toString()).not.toContain("secret");
  const [templated] = await receiver.waitFor(1, { path: "/text" });
  expect(templated?.headers["x-op"]).toBe("mock.update");
  expect(templated && jsonOf(templated)).toEqual({ text: "admin: mock.update of enveloped in sandbox" });
  const webhookId = String(plain["id"]);
  const [delivery] = await client.awaitFinal({ webhookId });
  expect(delivery).toMatchObject({
    ...{
      id: envelope?.webhookId,
      state: "delivered",
      mockId: null,
      requestId: null,
      operation: "mock.update",
      webhookId,
    },
  });
  const { body } = await client.call("GET", `${hooks}/${webhookId}`);
  expect(body).toMatchObject({ id: webhookId, lastDelivery: { id: delivery?.id, state: "delivered" } });
  await client.call("POST", `${api}/deliveries/${delivery?.id ?? ""}/redeliver`);
  const again = await receiver.waitFor(2, { path: "/envelope" });
  expect(again[1]).toMatchObject({ webhookId: envelope?.webhookId, body: envelope?.body });
});

test("bad input is a 400 that names the place and what is allowed; what has no effect is warned of", async () => {
  const bad = async (path: string, body: object) => (await client.call("POST", path, { body })).body["problems"];
  expect(await bad(hooks, { operation: "user.create", url: receiver.url })).toEqual([
    { path: "$.operation", message: expect.stringContaining("mock.create, mock.update, mock.delete") as unknown },
  ]);
  expect(await bad(adminHooks, { operation: "mock.create", url: receiver.url })).toEqual([
    { path: "$.operation", message: expect.stringContaining("namespace.create") as unknown },
  ]);
  expect(await bad(hooks, { operation: "mock.create" })).toEqual([{ path: "$.url", message: "is required" }]);
  expect(await bad(hooks, { operation: "mock.create", url: "kafka://x/y" })).toMatchObject([{ path: "$.url" }]);
  expect(await bad(hooks, { url: receiver.url })).toMatchObject([{ path: "$.operation" }]);
  expect(await bad(hooks, { operation: "mock.create", url: receiver.url, retryCount: -1 })).toMatchObject([
    { path: "$.retryCount" },
  ]);
  expect(
    await bad(hooks, { operation: "mock.create", url: receiver.url, headers: { Authorization: mask } }),
  ).toMatchObject([{ path: "$.headers.Authorization" }]);
  const saved = await add(hooks, {
    ...{ operation: "mock.created", url: "https://hooks.example.com/", retryCount: 1_000, retryCounts: 1 },
  });
  expect(saved).toMatchObject({ operation: "mock.create", retryCount: 100 });
  expect(saved["warnings"]).toMatchObject([{ path: "$.retryCounts" }, { path: "$.retryCount" }]);
  await client.call("DELETE", `${hooks}/${String(saved["id"])}`);
});

test("a webhook is updated by its id, and secrets that are masked stay with the same origin only", async () => {
  const sign = { scheme: "github", secret: "s3cret" };
  const made = await add(hooks, {
    ...{
      id: "mine",
      operation: "mock.delete",
      url: `${receiver.url}/a`,
      headers: { Authorization: "Bearer one" },
      sign,
    },
  });
  expect(made).toMatchObject({ id: "mine", headers: { Authorization: mask }, sign: { secret: mask } });
  const { webhook: _webhook, webhooks: _webhooks, ...sentBack } = made;
  const moved = await add(hooks, { ...sentBack, url: `${receiver.url}/b`, name: "moved" });
  expect(moved).toMatchObject({ id: "mine", name: "moved", warnings: [] });
  const elsewhere = await client.call("PUT", `${hooks}/mine`, { body: { ...sentBack, url: "https://other.example/" } });
  expect(elsewhere).toMatchObject({
    status: 400,
    body: { problems: [{ path: "$.headers.Authorization" }, { path: "$.sign.secret" }] },
  });
  expect((await client.call("PUT", `${hooks}/nobody`, { body: sentBack })).status).toBe(404);
  await client.save(mock("signed"));
  await client.call("DELETE", `${api}/mocks/signed`);
  const [told] = await receiver.waitFor(1, { path: "/b" });
  expect(told?.headers).toMatchObject({ authorization: "Bearer one" });
  expect(told?.headers["x-hub-signature-256"]).toMatch(/^sha256=[\da-f]{64}$/);
  await client.call("PUT", `${hooks}/mine`, { body: { ...sentBack, url: `${receiver.url}/b`, enabled: false } });
  await client.save(mock("signed"));
  await client.call("DELETE", `${api}/mocks/signed`);
  const { body } = await client.call("POST", `${hooks}/mine/test`);
  const [, tested] = await receiver.waitFor(2, { path: "/b" });
  expect(tested).toMatchObject({ webhookId: body["deliveryId"] });
  expect(tested && jsonOf(tested)).toMatchObject({ operation: "mock.delete", test: true, resource: { id: "mine" } });
});

test("listed events are one webhook each, and unknown ones are kept", async () => {
  const events = ["mock.restored", "test.completed"];
  const saved = await client.call("POST", hooks, {
    body: { name: "python", url: `${receiver.url}/python`, events },
  });
  expect(saved).toMatchObject({ status: 200, body: { name: "python", events, operation: "mock.restore" } });
  expect(saved.body["warnings"]).toMatchObject([{ path: "$.events[1]" }]);
  expect(saved.body["webhooks"]).toMatchObject([{ operation: "mock.restore" }, { operation: "test.completed" }]);
  await client.save(mock("back"));
  await client.call("DELETE", `${api}/mocks/back`);
  await client.call("POST", `${api}/mocks/back/restore`);
  const [told] = await receiver.waitFor(1, { path: "/python" });
  expect(told && jsonOf(told)).toMatchObject({ operation: "mock.restore", resource: { id: "back" } });
});

test("deliveries of the installation are listed for whoever looks after it, and sent once more like others", async () => {
  const { id } = await add(adminHooks, { operation: "namespace.delete", url: `${receiver.url}/gone`, name: "gone" });
  await client.call("POST", `${api}/namespaces`, { body: { name: "short-lived" } });
  await client.call("DELETE", `${api}/namespaces/short-lived`);
  const [told] = await receiver.waitFor(1, { path: "/gone" });
  expect(told && jsonOf(told)).toMatchObject({ operation: "namespace.delete", namespace: "short-lived" });
  const query = `webhookId=${String(id)}&operation=namespace.delete&state=delivered`;
  const list = async () => (await client.call("GET", `${api}/admin/deliveries?${query}`)).body["items"] as object[];
  await expect.poll(async () => (await list()).length).toBe(1);
  expect(await list()).toMatchObject([{ id: told?.webhookId, namespace: "@installation", callback: { name: "gone" } }]);
  const sentOnceMore = await client.call("POST", `${api}/deliveries/${told?.webhookId ?? ""}/redeliver`);
  expect(sentOnceMore.status, sentOnceMore.text).toBe(200);
  await receiver.waitFor(2, { path: "/gone" });
});

test("adding a member tells both the installation and the namespace, once each", async () => {
  await add(hooks, { operation: "user.add_to_namespace", url: `${receiver.url}/member` });
  await add(adminHooks, { operation: "namespace.user.add", url: `${receiver.url}/member` });
  const user = { username: "grace", password: "correct horse battery" };
  await client.call("POST", `${api}/admin/users`, { body: user });
  await client.call("POST", `${api}/namespaces/sandbox/users`, { body: { username: "grace", role: "viewer" } });
  const told = (await receiver.waitFor(2, { path: "/member" })).map(jsonOf);
  expect(told.map(({ operation }) => operation).sort()).toEqual(["namespace.user.add", "user.add_to_namespace"]);
  for (const event of told)
    expect(event).toMatchObject({ namespace: "sandbox", after: { login: "grace", role: "viewer" } });
});
