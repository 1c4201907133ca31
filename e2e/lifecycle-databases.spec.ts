import { rm } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { createDatabaseBeside, fillAsEarlierVersion } from "../test/embedded-database.ts";
import { callbackMock } from "./crash-installation.ts";
import { signalProcess } from "./crash-processes.ts";
import { expectNoProcess, type Installation, newInstallation } from "./lifecycle-installation.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Installations whose databases are on one PostgreSQL server: they have nothing to do with each other. */
const password = "correct horse battery";
/** What the fixture's secrets are sealed with. */
const secretKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

let receiver: Receiver;
let host: Running;

/** An installation that runs, and its admin. */
interface Running extends Installation {
  product: Product;
  admin: RestClient;
}

test.beforeAll(async () => {
  test.setTimeout(660_000);
  receiver = await openReceiver();
  host = await run({});
});

test.afterAll(async () => {
  await end(host);
  await receiver.close();
});

async function run(settings: Record<string, string>): Promise<Running> {
  const installation = await newInstallation();
  const env = {
    ...installation.env,
    ...{ AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password, WEBHOOK_ALLOW_HOSTS: receiver.host },
    ...settings,
  };
  const product = await startProduct({ env });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password },
  });
  expect(login.status, login.text).toBe(200);
  return { ...installation, product, admin: createRestClient(product.url, String(login.body["token"])) };
}

async function end({ product, dataDir, folder }: Running): Promise<void> {
  expect(await product.stop()).toBe(0);
  await expectNoProcess(dataDir, 10_000);
  await rm(folder, { recursive: true, force: true });
}

async function saveCallback({ admin }: Running, whose: string): Promise<void> {
  const mock = {
    ...callbackMock("order", receiver, { url: `${receiver.url}/${whose}`, timeout: 60 }),
    response: { payload: { whose } },
  };
  const saved = await admin.call("POST", "/api/v1/mocks", { body: mock });
  expect(saved.status, saved.text).toBe(200);
}

function order(running: Running, call: number): Promise<unknown> {
  return post(running, "/order", { call });
}

async function post({ product }: Running, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${product.url}/stubs/sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function countFinished({ admin }: Running): Promise<number> {
  const { body } = await admin.call("GET", "/api/v1/deliveries?state=delivered&limit=200");
  return (body["deliveries"] as unknown[]).length;
}

test("two installations beside each other: same ids, each its own; when one dies or ends, the other goes on", async () => {
  const guest = await run({
    DATABASE_URL: await createDatabaseBeside(host.dataDir, "guest"),
    SECRET_KEY: secretKey,
  });
  await saveCallback(host, "host");
  await saveCallback(guest, "guest");
  receiver.answerWith(() => "hang");
  expect(await order(host, 1)).toEqual({ whose: "host" });
  expect(await order(guest, 1)).toEqual({ whose: "guest" });
  await receiver.waitFor(1, { path: "/host" });
  await receiver.waitFor(1, { path: "/guest" });
  // What a dead worker held is sent again; what the other installation's holds is not.
  await signalProcess(guest.dataDir, "worker", "SIGKILL");
  await receiver.waitFor(2, { path: "/guest", timeoutMs: 60_000 });
  receiver.answerWith(() => ({}));
  receiver.release();
  await expect.poll(() => countFinished(guest), { timeout: 60_000 }).toBe(1);
  await expect.poll(() => countFinished(host), { timeout: 60_000 }).toBe(1);
  expect(receiver.at("/host")).toHaveLength(1);
  await end(guest);
  expect(await order(host, 2)).toEqual({ whose: "host" });
  await receiver.waitFor(2, { path: "/host" });
});

test("a database of the first version with callbacks is migrated while deliveries are pending, and they arrive", async () => {
  const databaseUrl = await createDatabaseBeside(host.dataDir, "earlier");
  await fillAsEarlierVersion(databaseUrl, { migration: "20261123100000_deliveries", replace: toReceiver });
  const upgraded = await run({ DATABASE_URL: databaseUrl, SECRET_KEY: secretKey });
  const arrived = await receiver.waitFor(3, { path: "/arrives", timeoutMs: 60_000 });
  expect(arrived.map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual(
    expect.arrayContaining(["o-1", "o-2", "o-3"].map((id) => ({ order: id, status: "placed" }))),
  );
  expect(arrived.map(({ headers }) => headers.authorization)).toEqual(arrived.map(() => "Bearer planted-secret"));
  await expect.poll(() => countFinished(upgraded), { timeout: 60_000 }).toBe(3);
  expect(receiver.at("/arrives")).toHaveLength(3);
  // What was there is there, and works.
  expect(await post(upgraded, "/orders", { id: "o-4" })).toEqual({ id: "o-4", status: "placed" });
  await receiver.waitFor(4, { path: "/arrives" });
  const hello = await fetch(`${upgraded.product.url}/stubs/sandbox/hello/you`);
  expect(await hello.json()).toEqual({ message: "Hello" });
  expect((await upgraded.admin.call("GET", "/api/v1/stores/global")).text).toContain("kept");
  await end(upgraded);
});

/** The version that wrote the rows sent its callbacks to port 45999; in bytes of messages it stands as hexadecimal text. */
function toReceiver(line: string): string {
  const toHex = (text: string): string => Buffer.from(text).toString("hex");
  return line.replaceAll(`:45999`, `:${receiver.port}`).replaceAll(toHex(":45999"), toHex(`:${receiver.port}`));
}
