import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../test/deliveries.ts";
import { openManagementOn } from "../../../test/management.ts";
import { relayTo } from "../../../test/relay.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { startTestWorker, type TestWorker } from "../../../test/worker.ts";
import { checkHealth, closeManagement, healthOf, type Management } from "./index.ts";

let resolver: TestResolver;
let worker: TestWorker | undefined;

beforeAll(async () => {
  resolver = await startTestResolver({ RESOLVER_PROCESSES: "2" });
});
afterAll(() => resolver.stop());
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const startWorker = async () => {
  worker = await startTestWorker(resolver.database, { allowedHosts: "" });
};

/** `database pass`, … and what is said of one that is not well. */
async function health(management: Management = resolver.management): Promise<string[]> {
  const checks = await checkHealth(management);
  return [
    healthOf(checks),
    ...checks.map(({ name, status, output }) => (status === "pass" ? `${name} pass` : `${name} ${status}: ${output}`)),
  ];
}
const soon = { timeout: 15_000 };
const well = ["pass", "database pass", "resolver pass", "worker pass", "queue pass"];

/** The processes that a process has started. */
function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").filter(Boolean).map(Number);
}

describe("health", { timeout: 60_000 }, () => {
  it("warns while no worker runs, and is well when one does", async () => {
    const without = [
      "warn",
      "database pass",
      "resolver pass",
      expect.stringMatching(/^worker warn: no worker/),
      "queue pass",
    ];
    expect(await health()).toEqual(without);
    await startWorker();
    await expect.poll(() => health(), soon).toEqual(well);
    await worker?.stop();
    worker = undefined;
    await expect.poll(() => health(), soon).toEqual(without);
  });

  it("warns of a resolver that hangs, fails when all hang, and is well when they go on", async () => {
    await startWorker();
    const [first = 0, second = 0] = childrenOf(resolver.pid);
    process.kill(first, "SIGSTOP");
    try {
      await expect.poll(() => health(), soon).toContain("resolver warn: 1 of 2 do not keep up");
      expect((await health())[0]).toBe("warn");
      process.kill(second, "SIGSTOP");
      await expect.poll(() => health(), soon).toContain("resolver fail: 2 of 2 do not keep up");
      expect((await health())[0]).toBe("fail");
    } finally {
      for (const pid of [first, second]) process.kill(pid, "SIGCONT");
    }
    await expect.poll(() => health(), soon).toEqual(well);
  });

  it("warns of deliveries that are due for long, though not of those behind an open circuit", async () => {
    const pool = openTestPool(resolver.database.url);
    await insertDeliveries(pool, [makeDelivery({ target: "late.test:80" })]);
    await pool.query("update delivery set due_at = now() - interval '90 seconds'");
    await expect
      .poll(() => health(), soon)
      .toContainEqual(expect.stringMatching(/^queue warn: 1 pending, the oldest due for 9\d\.\d s$/));
    await pool.query(
      "insert into target_circuit (namespace, target, error, open_until) select namespace, target, '', now() + interval '1 hour' from delivery",
    );
    await expect.poll(() => health(), soon).toContain("queue pass");
    await pool.query("delete from delivery");
    await pool.end();
  });

  it("fails while the database is away, says nothing of how it is reached, and comes back by itself", async () => {
    await startWorker();
    const url = new URL(resolver.database.url);
    const relay = await relayTo(url.host);
    url.host = relay.address;
    const management = openManagementOn(url.href);
    await expect.poll(() => health(management), soon).toEqual(well);
    const { address } = relay;
    await relay.stop();
    await expect.poll(() => health(management), soon).toEqual(["fail", expect.stringMatching(/^database fail: ./)]);
    expect((await health(management)).join()).not.toContain(url.password);
    const again = await relayTo(new URL(resolver.database.url).host, Number(address.split(":")[1]));
    await expect.poll(() => health(management), soon).toEqual(well);
    await closeManagement(management);
    await again.stop();
  });
});
