import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type Account, type Call, callAtRate, callMock, measureRecovery, takeAccount } from "./crash-calls.ts";
import {
  callbackMock,
  type CrashInstallation,
  openCrashInstallation,
  saveMock,
  waitUntilFinished,
} from "./crash-installation.ts";
import { killEverything, signalProcess, type Victim } from "./crash-processes.ts";
import { seededRandom, shuffle } from "./seeded-random.ts";

/** SIGKILL at random moments: what was answered with 200 is delivered, however often and whatever dies. */
const load = { count: 400, perSecond: 50 };
/** From the start after a kill to the end of all that was under way. */
const recoveryMs = 15_000;
/** Slow enough that a kill meets some under way: ten at once make 100 a second, or less than the load. */
const answerDelayMs = { keepsUp: 100, fallsBehind: 250 };
/** Attempts of a worker that are not recorded, at the most: when it is killed, they are made again. */
const begunMax = 40;

const seed = Number(process.env["E2E_SEED"] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
let installation: CrashInstallation;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  process.stdout.write(`seed: ${seed} (E2E_SEED=${seed} kills at the same moments)\n`);
  installation = await openCrashInstallation({ answer: () => ({ delayMs: answerDelayMs.keepsUp }) });
  const product = await installation.start();
  for (const id of ["single", "everything"]) await saveMock(product, callbackMock(id, installation.receiver));
});
test.afterAll(() => installation.end());

const stubUrl = (id: string): string => `${installation.product().url}/stubs/sandbox/${id}`;

/** Waits for what was answered, prints the account and checks it. */
async function expectNothingLost(id: string, calls: readonly Call[]): Promise<Account> {
  const { receiver, product } = installation;
  await waitUntilFinished(product(), { timeoutMs: 30_000 });
  const account = takeAccount(calls, receiver.at(`/${id}`));
  const { lost, conflicting, ...counts } = account;
  process.stdout.write(`${id}: ${JSON.stringify({ ...counts, lost: lost.length, conflicting: conflicting.length })}\n`);
  expect(lost).toEqual([]);
  expect(conflicting).toEqual([]);
  return account;
}

test("worker, resolver, web and PostgreSQL are killed under load", async () => {
  const { dataDir, receiver } = installation;
  const calling = callAtRate({ url: stubUrl("single"), name: "single", ...load });
  const kills: { victim: Victim; at: number }[] = [];
  const order: Victim[] = ["worker", "resolver", "web", "postgres", "worker", "postgres"];
  for (const victim of shuffle(order, random)) {
    await sleep(600 + random() * 700);
    await signalProcess(dataDir, victim, "SIGKILL");
    kills.push({ victim, at: performance.now() });
  }
  const calls = await calling;
  const account = await expectNothingLost("single", calls);
  for (const { victim, at } of kills) {
    const recovery = measureRecovery(at, calls, receiver.at("/single"));
    process.stdout.write(`${victim} killed: ${recovery.held} held, delivered within ${recovery.ms} ms\n`);
    expect(recovery.ms).toBeLessThan(recoveryMs);
  }
  const workerKills = kills.filter(({ victim }) => victim === "worker").length;
  expect(account.duplicates).toBeLessThanOrEqual(workerKills * begunMax);
  // A product that answers nothing loses nothing.
  expect(account.answered).toBeGreaterThan(load.perSecond / 2);
});

test("everything is killed at once under load, and started again", async () => {
  const { dataDir, receiver } = installation;
  receiver.answerWith(() => ({ delayMs: answerDelayMs.fallsBehind }));
  const calling = callAtRate({ url: stubUrl("everything"), name: "everything", ...load });
  await sleep(2_000 + random() * 1_000);
  const killed = installation.product();
  killEverything(dataDir);
  const killedAt = { time: new Date().toISOString(), moment: performance.now() };
  await killed.exited;
  const restartedAt = performance.now();
  const product = await installation.start();
  await waitUntilFinished(product, { timeoutMs: recoveryMs, query: { to: killedAt.time } });
  const recordedMs = Math.round(performance.now() - restartedAt);
  const calls = await calling;
  const after = await callMock(stubUrl("everything"), "after");
  expect(after.status).toBe(200);
  const account = await expectNothingLost("everything", [...calls, after]);
  const { held } = measureRecovery(killedAt.moment, calls, receiver.at("/everything"));
  process.stdout.write(
    `everything killed: ${held} held; restart → ready ${Math.round(product.msToReady)} ms → all recorded ${recordedMs} ms\n`,
  );
  expect(held).toBeGreaterThan(0);
  expect(recordedMs).toBeLessThan(recoveryMs);
  expect(account.duplicates).toBeLessThanOrEqual(begunMax);
  expect(account.answered).toBeGreaterThan(load.perSecond / 2);
});

test("everything is killed while the receiver is down; started again, all is delivered when it is back", async () => {
  test.setTimeout(90_000);
  const { dataDir, receiver } = installation;
  await saveMock(installation.product(), callbackMock("two-starts", receiver, { retryCount: 100, retryDelay: 1 }));
  await receiver.pause();
  const calls = await callAtRate({ url: stubUrl("two-starts"), name: "two-starts", count: 30, perSecond: 60 });
  expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
  const killed = installation.product();
  killEverything(dataDir);
  await killed.exited;
  await installation.start();
  expect(receiver.at("/two-starts")).toEqual([]);
  await receiver.resume();
  const account = await expectNothingLost("two-starts", calls);
  expect(account).toMatchObject({ answered: 30, delivered: 30 });
});
