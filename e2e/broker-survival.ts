import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type Arrived, callAtRate, takeAccount } from "./crash-calls.ts";
import { waitUntilFinished } from "./crash-installation.ts";
import { signalProcess } from "./crash-processes.ts";
import { expectNoProcess, type Installation, newInstallation } from "./lifecycle-installation.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** A real broker and an installation that may reach it. */
export interface BrokerInstallation extends Installation {
  product: Product;
  client: RestClient;
  end: () => Promise<void>;
}

export async function openBrokerInstallation(...allowHosts: string[]): Promise<BrokerInstallation> {
  const installation = await newInstallation();
  const product = await startProduct({ env: { ...installation.env, WEBHOOK_ALLOW_HOSTS: allowHosts.join(",") } });
  return {
    ...installation,
    product,
    client: createRestClient(product.url),
    async end() {
      expect(await product.stop()).toBe(0);
      await expectNoProcess(installation.dataDir, 10_000);
      await rm(installation.folder, { recursive: true, force: true });
    },
  };
}

export interface BrokerUnderTest {
  installation: BrokerInstallation;
  broker: {
    addresses: { isGiven: boolean };
    stop: (signal?: NodeJS.Signals) => Promise<void>;
    start: () => Promise<void>;
  };
  /** A callback to a place of its own; `read` gives all that arrived there. */
  createPlace: () => Promise<{ webhook: object; read: () => Promise<Arrived[]> }>;
}

/** What must hold whichever broker it is. */
export function testSurvival(get: () => BrokerUnderTest): void {
  async function saveMock(id: string) {
    const { installation, createPlace } = get();
    const { webhook, read } = await createPlace();
    await installation.client.save({
      id,
      http: { route: `/${id}`, httpMethod: "POST" },
      response: { statusCode: 200, payload: { ok: true } },
      webhooks: [{ ...webhook, body: { call: "$.req.call" }, timeout: 5, retryCount: 60, retryDelay: 1 }],
    });
    return { url: `${installation.product.url}/stubs/sandbox/${id}`, read };
  }

  test("the broker is stopped and started in the middle: tried again by the policy, nothing is lost", async () => {
    const { installation, broker } = get();
    test.skip(broker.addresses.isGiven, "the broker is not ours to stop");
    const { url, read } = await saveMock("restarted");
    const calling = callAtRate({ url, name: "restarted", count: 120, perSecond: 30 });
    await sleep(1_000);
    await broker.stop("SIGTERM");
    const refused = async (): Promise<number> => {
      const waiting = await installation.client.listDeliveries({ mockId: "restarted", state: "pending" });
      return waiting.filter(({ attempts }) => attempts > 0).length;
    };
    await expect.poll(refused, { timeout: 10_000 }).toBeGreaterThan(0);
    await broker.start();
    const calls = await calling;
    await waitUntilFinished(installation.product, { timeoutMs: 60_000 });
    const account = takeAccount(calls, await read());
    expect(account).toMatchObject({ answered: 120, delivered: 120, lost: [], conflicting: [] });
    const tried = await installation.client.listDeliveries({ mockId: "restarted", limit: "200" });
    expect(new Set(tried.map(({ state }) => state))).toEqual(new Set(["delivered"]));
    const [slow] = tried.filter(({ attempts }) => attempts > 1);
    const { attempts } = await installation.client.getDelivery(String(slow?.id));
    expect(attempts.slice(0, -1).map(({ outcome }) => outcome)).toEqual(attempts.slice(1).map(() => "failed"));
  });

  test("the worker is killed under load: what was answered arrives", async () => {
    const { installation } = get();
    const { url, read } = await saveMock("killed");
    const calling = callAtRate({ url, name: "killed", count: 300, perSecond: 100 });
    for (let kill = 0; kill < 3; kill++) {
      await sleep(700);
      await signalProcess(installation.dataDir, "worker", "SIGKILL");
    }
    const calls = await calling;
    await waitUntilFinished(installation.product, { timeoutMs: 60_000 });
    const account = takeAccount(calls, await read());
    process.stdout.write(`killed: ${JSON.stringify({ ...account, lost: account.lost.length })}\n`);
    expect(account).toMatchObject({ answered: 300, delivered: 300, lost: [], conflicting: [] });
  });
}
