import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectNoProcess, newInstallation } from "./lifecycle-installation.ts";
import { startProduct, type Product } from "./product.ts";
import { openReceiver, type Receiver, type ReceiverOptions } from "./receiver.ts";

/** An installation that is killed and started again, and the receiver that its callbacks may reach. */
export interface CrashInstallation {
  dataDir: string;
  receiver: Receiver;
  /** The product as it was started last. */
  product: () => Product;
  start: () => Promise<Product>;
  /** A file that makes a process die at the failpoint that it names. */
  failpointFile: string;
  /** Stops the product and removes everything. */
  end: () => Promise<void>;
}

export async function openCrashInstallation(options: ReceiverOptions = {}): Promise<CrashInstallation> {
  const { folder, dataDir, env } = await newInstallation();
  const receiver = await openReceiver(options);
  const failpointFile = join(folder, "failpoint");
  const settings = { ...env, WEBHOOK_ALLOW_HOSTS: receiver.host, UNDERSTUDY_FAILPOINT_FILE: failpointFile };
  let product: Product | undefined;
  const getProduct = (): Product => {
    if (product === undefined) throw new Error("not started yet");
    return product;
  };
  return {
    dataDir,
    receiver,
    failpointFile,
    product: getProduct,
    start: async () => (product = await startProduct({ env: settings })),
    async end() {
      await product?.stop();
      await expectNoProcess(dataDir, 10_000);
      await receiver.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A mock with one callback to the receiver, whose body names the call; both are found under the mock's id. */
export function callbackMock(id: string, receiver: Receiver, webhook: object = {}) {
  return {
    id,
    http: { route: `/${id}`, httpMethod: "POST" },
    response: { statusCode: 200, payload: { ok: true } },
    webhooks: [{ url: `${receiver.url}/${id}`, body: { call: "$.req.call" }, timeout: 5, ...webhook }],
  };
}

/** One that answers from memory. */
export const staticMock = {
  id: "static",
  http: { route: "/static", httpMethod: "POST" },
  response: { statusCode: 200, payload: { ok: true } },
};

export async function saveMock(product: Product, mock: object): Promise<void> {
  expect(await sendJson(`${product.url}/api/v1/mocks`, mock), JSON.stringify(mock)).toBe(200);
}

export async function createNamespace(product: Product, name: string): Promise<void> {
  expect(await sendJson(`${product.url}/api/v1/namespaces`, { name })).toBe(200);
}

async function sendJson(url: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.status;
}

/** A delivery as REST shows it; what these tests look at. */
export interface ShownDelivery {
  id: string;
  state: string;
  stateReason: string | null;
  attempts: number;
}

/** Deliveries of a namespace, newest first; rejects while the product is not well. */
export async function listDeliveries(
  product: Product,
  query: Readonly<Record<string, string>>,
): Promise<ShownDelivery[]> {
  const url = `${product.url}/api/v1/deliveries?${new URLSearchParams({ limit: "200", ...query }).toString()}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  const body = (await response.json()) as { deliveries?: ShownDelivery[] };
  if (body.deliveries === undefined) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return body.deliveries;
}

/** Resolves when no delivery is unfinished; those that `query` names, if it is given. Returns how long that took. */
export async function waitUntilFinished(
  product: Product,
  { timeoutMs, query = {} }: { timeoutMs: number; query?: Readonly<Record<string, string>> },
): Promise<number> {
  const startedAt = performance.now();
  const countUnfinished = async (): Promise<string> => {
    const states = ["waiting", "parked", "pending", "sending"];
    const lists = await Promise.all(states.map((state) => listDeliveries(product, { ...query, state })));
    return lists.map((list, index) => `${list.length} ${states[index]}`).join(", ");
  };
  // Twice: one that goes from one state to another between two lists is in neither.
  const countTwice = async (): Promise<string[]> => [await countUnfinished(), await countUnfinished()];
  const none = "0 waiting, 0 parked, 0 pending, 0 sending";
  await expect.poll(() => countTwice().catch(String), { timeout: timeoutMs, intervals: [100] }).toEqual([none, none]);
  return Math.round(performance.now() - startedAt);
}
