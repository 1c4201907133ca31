import { rm } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import {
  createHello,
  expectNoProcess,
  readHello,
  type Installation,
  newInstallation,
} from "./lifecycle-installation.ts";
import { startProduct, type Product } from "./product.ts";
import { findProcesses, getProcess } from "./processes.ts";

/** Children and PostgreSQL notice within this time that their supervisor is gone. */
const orphanMs = 5_000;
/** A process that died answers again. */
const recoveryMs = 30_000;

let installation: Installation;

test.beforeAll(async () => {
  installation = await newInstallation();
  const first = await startProduct({ env: installation.env });
  expect(await createHello(first)).toBe(true);
  expect(await first.stop()).toBe(0);
  await expectNoProcess(installation.dataDir);
});

test.afterAll(() => rm(installation.folder, { recursive: true, force: true }));

const start = (): Promise<Product> => startProduct({ env: installation.env, readyTimeoutMs: 60_000 });

test("a second start with nothing changed is ready soon", async () => {
  const product = await start();
  process.stdout.write(`second start: ready in ${(product.msToReady / 1_000).toFixed(1)} s\n`);
  // The promise is 10 s on a machine that does nothing else; this one may be busy.
  expect(product.msToReady).toBeLessThan(50_000);
  expect(product.output()).not.toMatch(/installing|building|generating|first admin/);
  expect(await readHello(product)).toBe("Hello from Understudy");
  expect(await product.stop()).toBe(0);
  await expectNoProcess(installation.dataDir);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} to npm alone stops everything, exit code 0`, async () => {
    const product = await start();
    expect(await product.stop(signal)).toBe(0);
    await expectNoProcess(installation.dataDir);
  });
}

test("SIGINT to the process group, as Ctrl-C sends it, stops everything, exit code 0", async () => {
  const product = await start();
  process.kill(-product.pid, "SIGINT");
  expect(await product.exited).toBe(0);
  await expectNoProcess(installation.dataDir);
});

test("signals that are repeated change nothing", async () => {
  const product = await start();
  for (const signal of ["SIGINT", "SIGINT", "SIGTERM", "SIGINT"] as const) process.kill(-product.pid, signal);
  expect(await product.exited).toBe(0);
  await expectNoProcess(installation.dataDir);
});

test("a signal during the start stops everything too", async () => {
  const product = startProduct({ env: installation.env, readyTimeoutMs: 60_000 }).catch((error: unknown) => error);
  await expect
    .poll(() => findProcesses(installation.dataDir).some(({ command }) => command.includes("/bin/postgres")))
    .toBe(true);
  process.kill(getProcess(installation.dataDir, "npm start").pid, "SIGTERM");
  expect(String(await product)).toContain("the product ended (0)");
  await expectNoProcess(installation.dataDir);
});

test("SIGKILL of the supervisor: children and PostgreSQL end by themselves, the next start recovers", async () => {
  const product = await start();
  process.kill(getProcess(installation.dataDir, "apps/standalone/src/main.ts").pid, "SIGKILL");
  await expectNoProcess(installation.dataDir, orphanMs);
  expect(await product.exited).not.toBe(0);
  await expectRecovery();
});

test("SIGKILL of everything: the next start recovers and has all data", async () => {
  const product = await start();
  // Whoever is killed first must not get the time to stop the others.
  for (const { pid } of findProcesses(installation.dataDir)) process.kill(pid, "SIGSTOP");
  for (const { pid } of findProcesses(installation.dataDir)) process.kill(pid, "SIGKILL");
  await product.exited;
  await expectRecovery();
});

test("SIGKILL of everything but PostgreSQL: the next start ends the one that was left", async () => {
  const product = await start();
  const others = findProcesses(installation.dataDir).filter(({ command }) => !isServer(command));
  for (const { pid } of others) process.kill(pid, "SIGSTOP");
  for (const { pid } of others) process.kill(pid, "SIGKILL");
  await product.exited;
  expect(findProcesses(installation.dataDir).some(({ command }) => isServer(command))).toBe(true);
  await expectRecovery();
});

test("SIGKILL of npm: the product ends", async () => {
  const product = await start();
  process.kill(product.pid, "SIGKILL");
  await expectNoProcess(installation.dataDir, 15_000);
});

test("SIGKILL of the bootstrap, which runs the supervisor: the product ends", async () => {
  const product = await start();
  process.kill(getProcess(installation.dataDir, "scripts/start.mjs").pid, "SIGKILL");
  await expectNoProcess(installation.dataDir, 15_000);
  expect(await product.exited).not.toBe(0);
});

test.describe("of a running product", () => {
  let product: Product;

  test.beforeAll(async () => {
    product = await start();
  });

  test.afterAll(async () => {
    expect(await product.stop()).toBe(0);
    await expectNoProcess(installation.dataDir);
  });

  for (const name of ["web", "worker", "resolver"]) {
    test(`${name}, killed, comes back and calls work again`, async () => {
      const script = `apps/${name}/src/main.ts`;
      const killed = getProcess(installation.dataDir, script);
      process.kill(killed.pid, "SIGKILL");
      await expect
        .poll(
          () =>
            findProcesses(installation.dataDir).some(
              ({ pid, command }) => pid !== killed.pid && command.includes(script),
            ),
          { timeout: recoveryMs },
        )
        .toBe(true);
      await expectService(product);
    });
  }

  test("PostgreSQL, killed, comes back and calls work again", async () => {
    const listServers = (): number[] =>
      findProcesses(installation.dataDir).flatMap(({ command, pid }) =>
        isServer(command) && command.includes(" -D ") ? [pid] : [],
      );
    // A connection's process looks like the server for a moment, until it has given itself its name.
    await expect.poll(listServers).toHaveLength(1);
    process.kill(listServers()[0] ?? 0, "SIGKILL");
    await expect.poll(product.output, { timeout: recoveryMs }).toContain("PostgreSQL ended");
    await expectService(product);
  });
});

/** The programs of PostgreSQL, without the shell that guards them. */
function isServer(command: string): boolean {
  return /^\S*\/bin\/postgres |^postgres: /.test(command);
}

/** A new mock can be made, so web, resolver and database work; the old one answers. */
async function expectService(product: Product): Promise<void> {
  await expect
    .poll(async () => [await createHello(product).catch(String), await readHello(product).catch(String)], {
      timeout: recoveryMs,
    })
    .toEqual([true, "Hello from Understudy"]);
}

async function expectRecovery(): Promise<void> {
  const product = await start();
  expect(await readHello(product)).toBe("Hello from Understudy");
  expect(await product.stop()).toBe(0);
  await expectNoProcess(installation.dataDir);
}
