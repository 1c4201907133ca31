import { rm } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { newInstallation } from "./lifecycle-installation.ts";
import { type Product, spawnProduct, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** SECRET_KEY is changed, with the one before beside it until everything is sealed anew; callbacks keep their secrets all the way. */
const [firstKey, secondKey] = ["a1".repeat(32), "b2".repeat(32)];
const secret = "Bearer kept-over-the-rotation";

let receiver: Receiver;
let installation: Awaited<ReturnType<typeof newInstallation>>;
let product: Product | undefined;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  installation = await newInstallation();
});
test.afterAll(async () => {
  await product?.stop();
  await receiver.close();
  await rm(installation.folder, { recursive: true, force: true });
});

const envWith = (keys: Record<string, string>) => ({
  ...installation.env,
  WEBHOOK_ALLOW_HOSTS: receiver.host,
  ...keys,
});

async function start(keys: Record<string, string>): Promise<void> {
  product = await startProduct({ env: envWith(keys) });
  client = createRestClient(product.url);
}

async function stop(): Promise<void> {
  expect(await product?.stop()).toBe(0);
}

async function expectRefusal(keys: Record<string, string>, says: RegExp): Promise<void> {
  const refused = await spawnProduct({ env: envWith(keys) });
  expect(await refused.exited).not.toBe(0);
  expect(refused.output()).toMatch(says);
}

const mock = (id: string, webhook: object = {}) => ({
  id,
  http: { route: `/${id}`, httpMethod: "POST" },
  response: { statusCode: 200, payload: { ok: true } },
  webhooks: [{ url: `${receiver.url}/${id}`, headers: { Authorization: secret }, body: { n: 1 }, ...webhook }],
});

const callStub = async (id: string): Promise<void> => {
  expect((await client.call("POST", `/stubs/sandbox/${id}`, { body: {} })).status).toBe(200);
};

/** The callback arrives once more, with its secret. */
async function expectCallback(id: string, count: number): Promise<void> {
  const received = await receiver.waitFor(count, { path: `/${id}`, timeoutMs: 60_000 });
  expect(received.map(({ headers }) => headers.authorization)).toEqual(Array.from({ length: count }, () => secret));
}

test("callbacks arrive with their secrets before, during and after a rotation, and then without the old key", async () => {
  await start({ SECRET_KEY: firstKey });
  await client.save(mock("at-once"));
  // Rendered and sealed with the first key, and sent by who has the second one.
  await client.save(mock("later", { delay: 30_000 }));
  const chain = mock("chain", { name: "first", delay: 30_000 });
  const [first] = chain.webhooks;
  await client.save({ ...chain, webhooks: [first, { ...first, name: "second", after: "first", delay: 0 }] });
  for (const id of ["at-once", "later", "chain"]) await callStub(id);
  await expectCallback("at-once", 1);
  await stop();

  await expectRefusal({ SECRET_KEY: secondKey }, /SECRET_KEY: is not the key that this database was made with/);
  await start({ SECRET_KEY: secondKey, SECRET_KEY_PREVIOUS: firstKey });
  await callStub("at-once");
  await expectCallback("at-once", 2);
  await expectCallback("later", 1);
  await expectCallback("chain", 2);

  const runs = async () => (await client.call("GET", "/api/v1/admin/jobs/re-encryption/runs")).body["runs"];
  await expect
    .poll(runs, { timeout: 90_000, intervals: [500] })
    .toEqual([expect.objectContaining({ state: "succeeded", trigger: "scheduled", error: null })]);
  const [run] = (await runs()) as { counts: { sealedAnew: number } }[];
  expect(run?.counts.sealedAnew).toBeGreaterThan(4);
  await stop();

  await expectRefusal({ SECRET_KEY: firstKey }, /SECRET_KEY: is not the key/);
  await start({ SECRET_KEY: secondKey });
  await callStub("at-once");
  await expectCallback("at-once", 3);
  const { body } = await client.call("POST", "/api/v1/mocks/at-once/versions/1/restore");
  expect(body).toMatchObject({ id: "at-once" });
  await callStub("at-once");
  await expectCallback("at-once", 4);
  await stop();
});
